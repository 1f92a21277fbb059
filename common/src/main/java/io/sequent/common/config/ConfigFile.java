package io.sequent.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
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
   * @throws UserError if the file is missing, not YAML, or holds anything but plain values and
   *     lists
   */
  public static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError(file + ": no such file, expected a YAML file of settings");
    }
    try (YAMLParser yaml = YAML.getFactory().createParser(Files.readString(file))) {
      return settings(file, yaml);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw UserError.at(
          file, line, "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Takes each value as it is written, so that 1e-3 stays 1e-3 and 007 stays 007. */
  private static Map<String, String> settings(Path file, YAMLParser yaml) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    JsonToken first = yaml.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return settings;
    }
    if (first != JsonToken.START_OBJECT) {
      throw new UserError(file + ": expected lines of the form 'name: value'");
    }
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String name = yaml.currentName();
      int line = yaml.currentLocation().getLineNr();
      if (settings.put(name, value(file, yaml, name)) != null) {
        throw UserError.at(file, line, "setting '" + name + "' stands here for a second time");
      }
    }
    return settings;
  }

  private static String value(Path file, YAMLParser yaml, String name) throws IOException {
    JsonToken token = yaml.nextToken();
    if (token == JsonToken.START_ARRAY) {
      StringJoiner items = new StringJoiner(",");
      for (token = yaml.nextToken(); token.isScalarValue(); token = yaml.nextToken()) {
        items.add(yaml.getText());
      }
      if (token == JsonToken.END_ARRAY) {
        return items.toString();
      }
    }
    if (!token.isScalarValue()) {
      throw UserError.at(
          file,
          yaml.currentLocation().getLineNr(),
          "setting '" + name + "': expected a plain value or a list");
    }
    return token == JsonToken.VALUE_NULL ? "" : yaml.getText();
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
