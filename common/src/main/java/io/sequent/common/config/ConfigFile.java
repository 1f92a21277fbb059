package io.sequent.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings in a YAML file: one {@code name: value} a line; lists as YAML lists or as on the command
 * line.
 */
public final class ConfigFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .build())
          .build();

  private ConfigFile() {}

  /**
   * Reads a file.
   *
   * @return setting name to value as a user writes it on the command line, in the file's order
   * @throws io.sequent.common.UserError if the file is missing, not YAML, or holds anything but
   *     plain values and lists
   */
  public static Map<String, String> read(Path file) {
    Map<String, String> settings = new LinkedHashMap<>();
    YamlFile.read(file, "settings")
        .fields("settings")
        .forEach((name, node) -> settings.put(name, node.text("setting '" + name + "'")));
    return settings;
  }

  /** Values as YAML, quoted where YAML would misread them. */
  public static String format(Map<String, String> values) {
    try {
      return YAML.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
