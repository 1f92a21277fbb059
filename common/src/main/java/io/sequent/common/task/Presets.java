package io.sequent.common.task;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.YamlFile;
import io.sequent.common.config.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The presets of a task, a YAML file {@code presets.yaml} beside its class:
 *
 * <pre>{@code
 * recipe:          # the default on real data
 *   cell: lstm
 *   hidden: 256
 * fast:
 *   like: recipe   # has its values, unless it sets others
 *   epochs: 2
 * cnn:
 *   when: {model: cnn}   # the default where a call sets this, "*" any value but an empty one
 *   model: cnn
 * }</pre>
 */
public final class Presets {
  /** The name that stands for no preset. */
  public static final String NONE = "none";

  /** The best known settings of a task, the default on real data. */
  public static final String RECIPE = "recipe";

  private static final String FILE = "presets.yaml";
  private static final String LIKE = "like";
  private static final String WHEN = "when";
  private static final String ANY = "*";

  private Presets() {}

  /**
   * The presets of a task; none if there is no file beside its class.
   *
   * @throws UserError for a setting or value that the task does not accept, with file and line
   */
  public static List<Preset> of(Task<?, ?> task) {
    Class<?> type = task.getClass();
    Path file = Path.of(type.getPackageName().replace('.', '/'), FILE);
    try (InputStream in = type.getResourceAsStream(FILE)) {
      if (in == null) {
        return List.of();
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return of(YamlFile.parse(file, yaml), TaskSettings.of(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The name of the default preset on real data: the first whose conditions a call meets, else
   * {@link #RECIPE}, else {@link #NONE}.
   *
   * @param given the settings of the call, name to value
   */
  public static String usual(Task<?, ?> task, Map<String, String> given) {
    return usual(of(task), given);
  }

  static String usual(List<Preset> presets, Map<String, String> given) {
    return presets.stream()
        .filter(preset -> preset.fits(given))
        .findFirst()
        .or(() -> presets.stream().filter(preset -> preset.name().equals(RECIPE)).findFirst())
        .map(Preset::name)
        .orElse(NONE);
  }

  /** The presets of a file, in its order. */
  static List<Preset> of(YamlNode file, List<Setting<?>> settings) {
    Config defaults = Config.defaults(settings);
    Map<String, Preset> presets = new LinkedHashMap<>();
    file.fields("presets")
        .forEach(
            (name, node) -> {
              if (name.equals(NONE)) {
                throw node.place().error("'none' stands for no preset, expected another name");
              }
              presets.put(name, preset(name, node, defaults, presets));
            });
    return List.copyOf(presets.values());
  }

  private static Preset preset(
      String name, YamlNode node, Config defaults, Map<String, Preset> before) {
    Map<String, YamlNode> fields = new LinkedHashMap<>(node.fields("preset '" + name + "'"));
    YamlNode when = fields.remove(WHEN);
    YamlNode like = fields.remove(LIKE);
    Map<String, String> values = new LinkedHashMap<>();
    if (like != null) {
      Preset other = before.get(like.plain(LIKE));
      if (other == null) {
        throw like.place().error(Config.unknown("preset", like.plain(LIKE), before.keySet()));
      }
      values.putAll(other.values());
    }
    values.putAll(values(fields, defaults, false));
    return new Preset(
        name, when == null ? Map.of() : values(when.fields(WHEN), defaults, true), values);
  }

  private static Map<String, String> values(
      Map<String, YamlNode> fields, Config defaults, boolean conditions) {
    Map<String, String> values = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          String text = value.text("setting '" + name + "'");
          try {
            Setting<?> setting = defaults.setting(name);
            if (!conditions || !text.equals(ANY)) {
              setting.parse(text);
            }
          } catch (UserError e) {
            throw value.place().error(String.valueOf(e.getMessage()));
          }
          values.put(name, text);
        });
    return values;
  }

  /**
   * A preset of a task.
   *
   * @param name its name, or {@link #NONE} for one that sets nothing
   * @throws UserError if there is none of that name, with the names that are known
   */
  public static Preset named(Task<?, ?> task, String name) {
    if (name.equals(NONE)) {
      return new Preset(NONE, Map.of(), Map.of());
    }
    List<Preset> presets = of(task);
    List<String> known = new ArrayList<>(presets.stream().map(Preset::name).toList());
    known.add(NONE);
    return presets.stream()
        .filter(preset -> preset.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UserError(Config.unknown("preset", name, known)));
  }

  /**
   * A named set of a task's settings.
   *
   * @param name what it is asked for by, such as {@code recipe}
   * @param when the settings of a call for which it is the default preset, name to value, {@code *}
   *     for any value but an empty one; empty for a preset that has to be asked for
   * @param values setting name to value as a user writes it, in the order of presentation
   */
  public record Preset(String name, Map<String, String> when, Map<String, String> values) {
    public Preset {
      when = Map.copyOf(when);
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether the settings of a call make this the default preset. */
    boolean fits(Map<String, String> given) {
      return !when.isEmpty()
          && when.entrySet().stream()
              .allMatch(condition -> fits(condition.getValue(), given.get(condition.getKey())));
    }

    private static boolean fits(String expected, @Nullable String value) {
      return expected.equals(ANY) ? value != null && !value.isEmpty() : expected.equals(value);
    }

    /** One line for the user: {@code preset fast: hidden=64, epochs=2}. */
    public String describe() {
      String settings =
          values.entrySet().stream()
              .map(value -> value.getKey() + "=" + value.getValue())
              .collect(Collectors.joining(", "));
      return "preset " + name + (settings.isEmpty() ? "" : ": " + settings);
    }

    /** The same with those values alone that a call has from this preset and not by default. */
    public String describe(Config defaults, Config ofCall) {
      Map<String, String> usual = defaults.asText();
      Map<String, String> own = defaults.with(values, name).asText();
      Map<String, String> chosen = ofCall.asText();
      Map<String, String> left = new LinkedHashMap<>(values);
      left.keySet()
          .removeIf(
              setting ->
                  String.valueOf(own.get(setting)).equals(usual.get(setting))
                      || !String.valueOf(own.get(setting)).equals(chosen.get(setting)));
      return new Preset(name, when, left).describe();
    }
  }
}
