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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The presets of a task, a YAML file beside its class:
 *
 * <pre>{@code
 * recipe:
 *   cell: lstm
 *   hidden: 256
 * fast:
 *   like: recipe   # has its values, unless it says otherwise
 *   epochs: 2
 * }</pre>
 */
public final class Presets {
  /** Stands for no preset. */
  public static final String NONE = "none";

  /** The settings that a task does best with, used where the user says nothing. */
  public static final String RECIPE = "recipe";

  private static final String FILE = "presets.yaml";
  private static final String LIKE = "like";

  private Presets() {}

  /**
   * Reads {@code presets.yaml} beside a task's class.
   *
   * @throws UserError for a setting or value that the task does not take, with file and line
   */
  public static List<Preset> beside(Task<?, ?> task) {
    Class<?> type = task.getClass();
    Path file = Path.of(type.getPackageName().replace('.', '/'), FILE);
    try (InputStream in = type.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return of(YamlFile.parse(file, yaml), task.settings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The presets of a file, in its order. */
  static List<Preset> of(YamlNode file, List<Setting<?>> settings) {
    Config defaults = Config.defaults(settings);
    Map<String, Preset> presets = new LinkedHashMap<>();
    file.fields("presets")
        .forEach(
            (name, node) -> {
              if (name.equals(NONE)) {
                throw node.place().error("'none' is no preset, expected another name");
              }
              presets.put(name, new Preset(name, values(name, node, defaults, presets)));
            });
    return List.copyOf(presets.values());
  }

  private static Map<String, String> values(
      String preset, YamlNode node, Config defaults, Map<String, Preset> before) {
    Map<String, YamlNode> fields = new LinkedHashMap<>(node.fields("preset '" + preset + "'"));
    YamlNode like = fields.remove(LIKE);
    Map<String, String> values = new LinkedHashMap<>();
    if (like != null) {
      Preset other = before.get(like.plain(LIKE));
      if (other == null) {
        throw like.place().error(Config.unknown("preset", like.plain(LIKE), before.keySet()));
      }
      values.putAll(other.values());
    }
    fields.forEach(
        (name, value) -> {
          String text = value.text("setting '" + name + "'");
          try {
            defaults.setting(name).parse(text);
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
   * @throws UserError if there is none of that name, with the known ones
   */
  public static Preset named(Task<?, ?> task, String name) {
    if (name.equals(NONE)) {
      return new Preset(NONE, Map.of());
    }
    List<Preset> presets = task.presets();
    List<String> known = new ArrayList<>(presets.stream().map(Preset::name).toList());
    known.add(NONE);
    return presets.stream()
        .filter(preset -> preset.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UserError(Config.unknown("preset", name, known)));
  }
}
