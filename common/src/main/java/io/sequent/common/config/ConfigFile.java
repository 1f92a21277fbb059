package io.sequent.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sequent.common.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Settings in a YAML file: one {@code name: value} a line; lists as YAML lists or as on the command
 * line.
 */
public final class ConfigFile {
  private static final YAMLMapper YAML = new YAMLMapper();

  private ConfigFile() {}

  /**
   * Reads a file.
   *
   * @return setting name to value as a user writes it on the command line, in the file's order
   * @throws UserError if the file is missing, not YAML, or holds anything but plain values and
   *     lists
   */
  public static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError(file + ": no such file, expected a YAML file of settings");
    }
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw UserError.at(
          file, line, "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read: " + e.getMessage(), e);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    if (root.isMissingNode() || root.isNull()) {
      return settings;
    }
    if (!root.isObject()) {
      throw new UserError(file + ": expected lines of the form 'name: value'");
    }
    root.properties().forEach(entry -> settings.put(entry.getKey(), text(file, entry)));
    return settings;
  }

  private static String text(Path file, Map.Entry<String, JsonNode> entry) {
    JsonNode value = entry.getValue();
    if (value.isArray()) {
      StringJoiner items = new StringJoiner(",");
      value.forEach(item -> items.add(item.asText()));
      return items.toString();
    }
    if (value.isObject()) {
      throw new UserError(
          file + ": setting '" + entry.getKey() + "': expected a plain value or a list");
    }
    return value.isNull() ? "" : value.asText();
  }

  /** Values as YAML, quoted where YAML would misread them. */
  public static String format(Map<String, String> values) {
    try {
      return YAML.writerFor(Map.class)
          .without(
              com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .with(com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
