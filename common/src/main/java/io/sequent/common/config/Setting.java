package io.sequent.common.config;

import io.sequent.common.UserError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that a user can set: its name on the command line and in YAML, its default, what values
 * it takes and what it does. Two settings are the same when their names are.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {
  private final String name;
  private final T defaultValue;
  private final String range;
  private final String help;
  private final Function<String, T> parser;
  private final Function<T, String> printer;

  private Setting(
      String name,
      T defaultValue,
      String range,
      String help,
      Function<String, T> parser,
      Function<T, String> printer) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.range = range;
    this.help = help;
    this.parser = parser;
    this.printer = printer;
  }

  /** A whole number between {@code min} and {@code max}, both allowed. */
  public static Setting<Integer> integer(
      String name, int defaultValue, int min, int max, String help) {
    String range = max == Integer.MAX_VALUE ? "integer, at least " + min : min + " to " + max;
    return new Setting<>(
        name,
        defaultValue,
        range,
        help,
        s -> checked(Integer.parseInt(s), min, max),
        String::valueOf);
  }

  /** A whole number of 64 bits, for seeds. */
  public static Setting<Long> whole(
      String name, long defaultValue, long min, long max, String help) {
    String range = max == Long.MAX_VALUE ? "integer, at least " + min : min + " to " + max;
    return new Setting<>(
        name,
        defaultValue,
        range,
        help,
        s -> checked(Long.parseLong(s), min, max),
        String::valueOf);
  }

  /** A number between {@code min} and {@code max}, both allowed. */
  public static Setting<Double> decimal(
      String name, double defaultValue, double min, double max, String help) {
    String range = plain(min) + " to " + plain(max);
    return new Setting<>(
        name, defaultValue, range, help, s -> checked(number(s), min, max), Setting::plain);
  }

  /** Yes or no. */
  public static Setting<Boolean> flag(String name, boolean defaultValue, String help) {
    return new Setting<>(
        name, defaultValue, "true or false", help, Setting::yesOrNo, String::valueOf);
  }

  /**
   * One constant of an enum, written in lower case with hyphens. Constants {@code TRUE} and {@code
   * FALSE} are written as those of a {@link #flag} are.
   */
  public static <E extends Enum<E>> Setting<E> choice(String name, E defaultValue, String help) {
    return choice(name, defaultValue, List.of(constants(defaultValue)), help);
  }

  /** One of some constants of an enum, written in lower case with hyphens. */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, E defaultValue, List<E> allowed, String help) {
    return new Setting<>(
        name,
        defaultValue,
        "one of " + labels(allowed),
        help,
        s -> constant(allowed, s),
        Setting::label);
  }

  /** Constants of an enum joined by {@code +}, such as {@code mean+max}; at least one. */
  public static <E extends Enum<E>> Setting<List<E>> choices(
      String name, List<E> defaultValue, String help) {
    List<E> constants = List.of(constants(defaultValue.get(0)));
    return new Setting<>(
        name,
        List.copyOf(defaultValue),
        "any of " + labels(constants) + ", joined by +",
        help,
        s -> Stream.of(s.split("\\+", -1)).map(part -> constant(constants, part)).toList(),
        list -> list.stream().map(Setting::label).collect(Collectors.joining("+")));
  }

  /** Whole numbers between {@code min} and {@code max}, separated by commas; may be empty. */
  public static Setting<List<Integer>> integers(
      String name, List<Integer> defaultValue, int min, int max, String help) {
    return new Setting<>(
        name,
        List.copyOf(defaultValue),
        "integers "
            + (max == Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max)
            + ", separated by commas",
        help,
        s -> items(s).map(i -> checked(Integer.parseInt(i), min, max)).toList(),
        list -> list.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** Words separated by commas; may be empty. */
  public static Setting<List<String>> words(String name, List<String> defaultValue, String help) {
    return new Setting<>(
        name,
        List.copyOf(defaultValue),
        "words, separated by commas",
        help,
        s -> items(s).toList(),
        list -> String.join(",", list));
  }

  /** Any text, the empty one included. */
  public static Setting<String> text(String name, String defaultValue, String range, String help) {
    return new Setting<>(name, defaultValue, range, help, s -> s, s -> s);
  }

  /** The same setting with another default: how a task adapts a shared one. */
  public Setting<T> withDefault(T value) {
    return new Setting<>(name, parse(printer.apply(value)), range, help, parser, printer);
  }

  /** The name in lower case with hyphens, such as {@code learning-rate}. */
  public String name() {
    return name;
  }

  public T defaultValue() {
    return defaultValue;
  }

  /** The default as a user would write it. */
  public String defaultText() {
    return printer.apply(defaultValue);
  }

  /** What values are taken, for people. */
  public String range() {
    return range;
  }

  /** What the setting does, one sentence without a full stop. */
  public String help() {
    return help;
  }

  /**
   * Reads a value.
   *
   * @throws UserError naming the setting, the value and the range, when the value does not fit
   */
  public T parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "setting '" + name + "': '" + text + "' is not allowed, expected " + range, e);
    }
  }

  /** The value as a user would write it; {@link #parse} reads it back. */
  String print(T value) {
    return printer.apply(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Setting<?> that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }

  /** An enum constant as a user writes it. */
  public static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E[] constants(E one) {
    return one.getDeclaringClass().getEnumConstants();
  }

  private static String labels(List<? extends Enum<?>> constants) {
    return constants.stream().map(Setting::label).collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> E constant(List<E> constants, String text) {
    return constants.stream()
        .filter(c -> label(c).equals(trueOrFalse(text.strip())))
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
