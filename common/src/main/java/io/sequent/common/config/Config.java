package io.sequent.common.config;

import io.sequent.common.UserError;
import io.sequent.common.io.Sha256;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A value for each setting of a task: the default, unless a file or the command line says
 * otherwise. Immutable.
 */
public final class Config {
  /** Known names that an error message lists at most. */
  private static final int MAX_LISTED = 15;

  private final Map<String, Setting<?>> settings;
  private final Map<String, Object> values;

  private Config(Map<String, Setting<?>> settings, Map<String, Object> values) {
    this.settings = settings;
    this.values = values;
  }

  /** All defaults. */
  public static Config defaults(List<Setting<?>> settings) {
    Map<String, Setting<?>> byName = new LinkedHashMap<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      if (byName.put(setting.name(), setting) != null) {
        throw new IllegalArgumentException("two settings are named " + setting);
      }
      values.put(setting.name(), setting.defaultValue());
    }
    return new Config(byName, values);
  }

  /**
   * This configuration with some values changed.
   *
   * @param changes setting name to value as a user writes it
   * @param source where the changes come from, for the error message; empty for the command line
   * @throws UserError for an unknown name (with the nearest known one) or a value out of range
   */
  public Config with(Map<String, String> changes, String source) {
    String prefix = source.isEmpty() ? "" : source + ": ";
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changes.forEach(
        (name, text) -> {
          try {
            changed.put(name, setting(name).parse(text));
          } catch (UserError e) {
            throw prefix.isEmpty() ? e : new UserError(prefix + e.getMessage(), e);
          }
        });
    return new Config(settings, changed);
  }

  /**
   * The setting of a name.
   *
   * @throws UserError if there is none, with the nearest known one
   */
  public Setting<?> setting(String name) {
    Setting<?> setting = settings.get(name);
    if (setting == null) {
      throw new UserError(unknown("setting", name, settings.keySet()));
    }
    return setting;
  }

  /** This configuration with one value changed. */
  public <T> Config with(Setting<T> setting, T value) {
    return with(Map.of(setting.name(), setting.print(value)), "");
  }

  /** Whether the task has this setting at all. */
  public boolean has(Setting<?> setting) {
    return settings.containsKey(setting.name());
  }

  /** The value of a setting; its off value, {@link Setting#offAt}, if the task lacks it. */
  @SuppressWarnings("unchecked") // A value was parsed by the setting of the same name.
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.name());
    return value == null ? setting.off() : (T) value;
  }

  /** The settings in the order in which the task declares them. */
  public Collection<Setting<?>> settings() {
    return settings.values();
  }

  /** Every value as a user would write it, in order. */
  public Map<String, String> asText() {
    return asText(settings.values());
  }

  /** The values of some settings as a user would write them, in their order. */
  public Map<String, String> asText(Collection<Setting<?>> some) {
    return some.stream()
        .collect(
            Collectors.toMap(
                Setting::name, this::text, (a, b) -> a, LinkedHashMap<String, String>::new));
  }

  /**
   * Identifies this configuration of a task: SHA-256, in hexadecimal, over {@code task=...} and
   * lines of the form {@code name=value}, sorted by name.
   *
   * <p>A value that equals the default with which its setting was declared is left out; a task's
   * own default is not. So a setting that is added later and off by default leaves the hashes of
   * older runs unchanged, and a task that changes its recipe changes the hashes of later runs. The
   * declared default of a setting must therefore never change.
   */
  public String hash(String task) {
    StringBuilder lines = new StringBuilder("task=" + task + '\n');
    Map<String, String> texts = new TreeMap<>(asText());
    texts.forEach(
        (name, text) -> {
          if (!text.equals(setting(name).declaredText())) {
            lines.append(name).append('=').append(text).append('\n');
          }
        });
    return Sha256.of(lines.toString());
  }

  private <T> String text(Setting<T> setting) {
    return setting.print(get(setting));
  }

  /**
   * Says that a name is unknown: "unknown setting 'hiden', did you mean 'hidden'?". Where no known
   * name is near, lists all if they are few, and says where to find a list of many settings.
   *
   * @param what kind of name, such as {@code setting}
   */
  public static String unknown(String what, String name, Collection<String> known) {
    String message = "unknown " + what + " '" + name + "'";
    List<String> near = NearestNames.of(name, known);
    if (!near.isEmpty()) {
      return message + ", did you mean " + alternatives(near) + "?";
    }
    if (known.size() <= MAX_LISTED) {
      return message + ", expected one of " + String.join(", ", known);
    }
    return message
        + (what.equals("setting")
            ? ", expected one of those that --help of the action and init-config list"
            : ", expected one of "
                + known.stream().limit(MAX_LISTED).collect(Collectors.joining(", "))
                + " and "
                + (known.size() - MAX_LISTED)
                + " more");
  }

  /** "'a'", "'a' or 'b'", "'a', 'b' or 'c'". */
  private static String alternatives(List<String> names) {
    List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
    int last = quoted.size() - 1;
    return last == 0
        ? quoted.get(0)
        : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
  }
}
