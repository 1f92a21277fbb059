package io.sequent.common.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.UserError;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Something that a user can set: its name on the command line and in YAML, its default, the values
 * it accepts and what it does. Settings with the same name are equal.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {
  private final String name;
  private final T defaultValue;
  private final T declaredDefault;
  private final T off;
  private final String help;
  private final SettingKind<T> kind;

  private Setting(
      String name, T defaultValue, T declaredDefault, T off, String help, SettingKind<T> kind) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.declaredDefault = declaredDefault;
    this.off = off;
    this.help = help;
    this.kind = kind;
  }

  private static <T> Setting<T> declared(
      String name, T defaultValue, String help, SettingKind<T> kind) {
    return new Setting<>(name, defaultValue, defaultValue, defaultValue, help, kind);
  }

  /** A whole number between {@code min} and {@code max}, both allowed. */
  public static Setting<Integer> integer(
      String name, int defaultValue, int min, int max, String help) {
    return declared(name, defaultValue, help, SettingKind.integer(min, max));
  }

  /** How many, or all of them: 0 by default, {@link Integer#MAX_VALUE} for {@code all}. */
  public static Setting<Integer> countOrAll(String name, int max, String help) {
    return declared(name, 0, help, SettingKind.countOrAll(max));
  }

  /** A number of things from 1 to {@code max}, {@code all} (the largest integer) or none (0). */
  public static Setting<Integer> countAllOrNone(
      String name, int defaultValue, int max, String help) {
    return declared(name, defaultValue, help, SettingKind.countAllOrNone(max));
  }

  /** A whole number of 64 bits, for seeds. */
  public static Setting<Long> whole(
      String name, long defaultValue, long min, long max, String help) {
    return declared(name, defaultValue, help, SettingKind.whole(min, max));
  }

  /** A number between {@code min} and {@code max}, both allowed. */
  public static Setting<Double> decimal(
      String name, double defaultValue, double min, double max, String help) {
    return declared(name, defaultValue, help, SettingKind.decimal(min, max));
  }

  /** Yes or no. */
  public static Setting<Boolean> flag(String name, boolean defaultValue, String help) {
    return declared(name, defaultValue, help, SettingKind.flag());
  }

  /**
   * One constant of an enum, written in lower case with hyphens. Constants {@code TRUE} and {@code
   * FALSE} are written as those of a {@link #flag} are.
   */
  public static <E extends Enum<E>> Setting<E> choice(String name, E defaultValue, String help) {
    return choice(name, defaultValue, constants(defaultValue), help);
  }

  /** One of some constants of an enum, written in lower case with hyphens. */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, E defaultValue, List<E> allowed, String help) {
    return declared(name, defaultValue, help, SettingKind.choice(allowed));
  }

  /** Constants of an enum joined by {@code +}, such as {@code mean+max}; at least one. */
  public static <E extends Enum<E>> Setting<List<E>> choices(
      String name, List<E> defaultValue, String help) {
    return declared(
        name, List.copyOf(defaultValue), help, SettingKind.choices(constants(defaultValue.get(0))));
  }

  /** Whole numbers between {@code min} and {@code max}, separated by commas; may be empty. */
  public static Setting<List<Integer>> integers(
      String name, List<Integer> defaultValue, int min, int max, String help) {
    return declared(name, List.copyOf(defaultValue), help, SettingKind.integers(min, max));
  }

  /** Words separated by commas; may be empty. */
  public static Setting<List<String>> words(String name, List<String> defaultValue, String help) {
    return declared(name, List.copyOf(defaultValue), help, SettingKind.words());
  }

  /** Any text, the empty one included. */
  public static Setting<String> text(String name, String defaultValue, String range, String help) {
    return declared(name, defaultValue, help, SettingKind.text(range));
  }

  /** A character set by its name. */
  public static Setting<Charset> charset(String name, Charset defaultValue, String help) {
    return declared(name, defaultValue, help, SettingKind.charset());
  }

  /** Any text, taken as it is: blanks and line breaks at its ends count. */
  public static Setting<String> literal(
      String name, String defaultValue, String range, String help) {
    return declared(name, defaultValue, help, SettingKind.literal(range));
  }

  /** The same setting with another default: how a task adapts a shared one. */
  public Setting<T> withDefault(T value) {
    return new Setting<>(name, parse(print(value)), declaredDefault, off, help, kind);
  }

  /**
   * The same setting with another off value, which a task that does not declare the setting has;
   * without this it is the declared default.
   */
  public Setting<T> offAt(T value) {
    return new Setting<>(name, defaultValue, declaredDefault, parse(print(value)), help, kind);
  }

  /**
   * The same setting with values worth a comparison.
   *
   * @param values each as a user writes it
   */
  public Setting<T> comparedAt(String... values) {
    Stream.of(values).forEach(this::parse);
    return new Setting<>(
        name, defaultValue, declaredDefault, off, help, kind.comparedAt(List.of(values)));
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
    return print(defaultValue);
  }

  /** The value for tasks that do not declare the setting. */
  T off() {
    return off;
  }

  /** The default that the setting was declared with, whatever a task's own default, as text. */
  String declaredText() {
    return print(declaredDefault);
  }

  /**
   * The values to compare if a user names none: those of {@link #comparedAt}, else all constants of
   * a choice, each constant that can be joined, or both values of a flag; may be empty.
   */
  public List<String> compared() {
    return kind.compared();
  }

  /** Where {@link #several} splits: at commas, or at semicolons if values can contain commas. */
  public String separator() {
    return kind.separator();
  }

  /** The values in a text of several, each as a user writes it; none in a blank text. */
  public List<String> several(String text) {
    return text.isBlank()
        ? List.of()
        : Stream.of(text.split(separator(), -1)).map(String::strip).toList();
  }

  /** The accepted values, for people. */
  public String range() {
    return kind.range();
  }

  /** What the setting does, one sentence without a full stop. */
  public String help() {
    return help;
  }

  /**
   * The JSON schema of a value in a YAML file, with description and default: draft 7, which editors
   * support.
   */
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("description", help + " (" + range() + ")");
    schema.set("default", ValueSchema.typed(defaultText()));
    ObjectNode values = kind.schema().get();
    return schema.setAll(accepts("") ? ValueSchema.orNothing(values) : values);
  }

  private boolean accepts(String text) {
    try {
      parse(text);
      return true;
    } catch (UserError e) {
      return false;
    }
  }

  /**
   * Reads a value.
   *
   * @throws UserError naming the setting, the value and the range, if the value is not allowed
   */
  public T parse(String text) {
    try {
      return kind.parser().apply(text);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "setting '" + name + "': '" + text + "' is not allowed, expected " + range(), e);
    }
  }

  /**
   * A value in its canonical form.
   *
   * @throws UserError as for {@link #parse}
   */
  public String normal(String text) {
    return print(parse(text));
  }

  /** The value as a user would write it; {@link #parse} reads it back. */
  String print(T value) {
    return kind.printer().apply(value);
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

  private static <E extends Enum<E>> List<E> constants(E one) {
    return List.of(one.getDeclaringClass().getEnumConstants());
  }
}
