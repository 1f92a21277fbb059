package io.sequent.common.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values that a setting accepts and how they are written.
 *
 * @param <T> the type of the value
 * @param range the values, for people
 * @param compared the values worth a comparison, may be empty
 * @param separator what several values in one text are separated by
 * @param schema makes the JSON schema of a value in a YAML file
 */
record SettingKind<T>(
    String range,
    Function<String, T> parser,
    Function<T, String> printer,
    List<String> compared,
    String separator,
    Supplier<ObjectNode> schema) {
  private static final String ALL = "all";
  private static final String NONE = "none";

  private SettingKind(
      String range,
      Function<String, T> parser,
      Function<T, String> printer,
      Supplier<ObjectNode> schema) {
    this(range, text -> parser.apply(text.strip()), printer, List.of(), ",", schema);
  }

  static SettingKind<Integer> integer(int min, int max) {
    return new SettingKind<>(
        max == Integer.MAX_VALUE ? "integer, at least " + min : min + " to " + max,
        s -> checked(Integer.parseInt(s), min, max),
        String::valueOf,
        () -> ValueSchema.integer(min, max));
  }

  static SettingKind<Integer> countOrAll(int max) {
    return new SettingKind<>(
        "all, or 1 to " + max,
        s ->
            s.isEmpty()
                ? 0
                : s.equals(ALL) ? Integer.MAX_VALUE : checked(Integer.parseInt(s), 1, max),
        count -> count == 0 ? "" : count == Integer.MAX_VALUE ? ALL : String.valueOf(count),
        () -> ValueSchema.countOr(max, List.of(ALL, "")));
  }

  static SettingKind<Integer> countAllOrNone(int max) {
    return new SettingKind<>(
        "all, none, or 1 to " + max,
        s ->
            switch (s) {
              case ALL -> Integer.MAX_VALUE;
              case NONE -> 0;
              default -> checked(Integer.parseInt(s), 1, max);
            },
        count -> count == 0 ? NONE : count == Integer.MAX_VALUE ? ALL : String.valueOf(count),
        () -> ValueSchema.countOr(max, List.of(ALL, NONE)));
  }

  static SettingKind<Long> whole(long min, long max) {
    return new SettingKind<>(
        max == Long.MAX_VALUE ? "integer, at least " + min : min + " to " + max,
        s -> checked(Long.parseLong(s), min, max),
        String::valueOf,
        () -> ValueSchema.integer(min, max));
  }

  static SettingKind<Double> decimal(double min, double max) {
    return new SettingKind<>(
        plain(min) + " to " + plain(max),
        s -> checked(number(s), min, max),
        SettingKind::plain,
        () -> ValueSchema.number(new BigDecimal(plain(min)), new BigDecimal(plain(max))));
  }

  static SettingKind<Boolean> flag() {
    return new SettingKind<>(
            "true or false",
            SettingKind::yesOrNo,
            String::valueOf,
            () -> ValueSchema.choice(List.of("true", "false")))
        .comparedAt(List.of("false", "true"));
  }

  static <E extends Enum<E>> SettingKind<E> choice(List<E> allowed) {
    return new SettingKind<E>(
            "one of " + String.join(", ", labels(allowed)),
            s -> constant(allowed, s),
            Setting::label,
            () -> ValueSchema.choice(labels(allowed)))
        .comparedAt(labels(allowed));
  }

  static <E extends Enum<E>> SettingKind<List<E>> choices(List<E> constants) {
    return new SettingKind<List<E>>(
            "any of " + String.join(", ", labels(constants)) + ", joined by +",
            s -> Stream.of(s.split("\\+", -1)).map(part -> constant(constants, part)).toList(),
            list -> String.join("+", labels(list)),
            () -> ValueSchema.joined(labels(constants)))
        .comparedAt(labels(constants));
  }

  static SettingKind<List<Integer>> integers(int min, int max) {
    return new SettingKind<>(
        "integers "
            + (max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max)
            + ", separated by commas",
        s -> items(s).map(i -> checked(Integer.parseInt(i), min, max)).toList(),
        list -> list.stream().map(String::valueOf).collect(Collectors.joining(",")),
        List.of(),
        ";",
        () -> ValueSchema.integers(min, max));
  }

  static SettingKind<List<String>> words() {
    return new SettingKind<>(
        "words, separated by commas",
        s -> items(s).toList(),
        list -> String.join(",", list),
        List.of(),
        ";",
        ValueSchema::text);
  }

  static SettingKind<String> text(String range) {
    return new SettingKind<>(range, s -> s, s -> s, ValueSchema::text);
  }

  static SettingKind<Charset> charset() {
    return new SettingKind<>(
        "a character set such as utf-8, windows-1251, windows-1252, utf-16",
        Charset::forName,
        charset -> charset.name().toLowerCase(Locale.ROOT),
        ValueSchema::charset);
  }

  static SettingKind<String> literal(String range) {
    return new SettingKind<>(range, s -> s, s -> s, List.of(), ",", ValueSchema::text);
  }

  SettingKind<T> comparedAt(List<String> values) {
    return new SettingKind<>(range, parser, printer, values, separator, schema);
  }

  private static List<String> labels(List<? extends Enum<?>> constants) {
    return constants.stream().map(Setting::label).toList();
  }

  private static <E extends Enum<E>> E constant(List<E> constants, String text) {
    return constants.stream()
        .filter(c -> Setting.label(c).equals(trueOrFalse(text.strip())))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static Stream<String> items(String text) {
    return text.isBlank() ? Stream.of() : Stream.of(text.split(",", -1)).map(String::strip);
  }

  private static boolean yesOrNo(String text) {
    return switch (trueOrFalse(text)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** In lower case, and what else can be written for true or false as these. */
  private static String trueOrFalse(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return switch (word) {
      // A bare -Dgreedy reaches us as "true" from Maven and as "" from some shells.
      case "yes", "" -> "true";
      case "no" -> "false";
      default -> word;
    };
  }

  private static double number(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static <N extends Comparable<N>> N checked(N value, N min, N max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(value.toString());
    }
    return value;
  }

  private static String plain(double value) {
    double magnitude = Math.abs(value);
    if (value == Math.rint(value) && magnitude < 1e6) {
      return String.valueOf((long) value);
    }
    return magnitude < 1e-3
        ? String.valueOf(value)
        : new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }
}
