package io.sequent.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.sequent.common.UserError;
import io.sequent.common.config.YamlNode.Place;
import io.sequent.common.io.JsonProblem;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML file part by part, keeping the lines for error messages. */
public final class YamlFile {
  private final Path file;
  private final YAMLParser yaml;

  private YamlFile(Path file, YAMLParser yaml) {
    this.file = file;
    this.yaml = yaml;
  }

  /**
   * Reads a file.
   *
   * @param content what the file should contain, for the error message
   * @return its content; the empty value if it is empty
   * @throws UserError if the file is missing or not YAML, repeats a name, or has aliases or a
   *     second document
   */
  public static YamlNode read(Path file, String content) {
    if (!Files.isRegularFile(file)) {
      throw new UserError(file + ": no such file, expected a YAML file of " + content);
    }
    try {
      return parse(file, TextFile.read(file));
    } catch (IOException e) {
      throw new UserError(file + ": cannot be read", e);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param file what it is called in error messages
   * @return its content; the empty value if it is empty
   * @throws UserError if it is not YAML, repeats a name, or has aliases or a second document
   */
  public static YamlNode parse(Path file, String text) {
    try (YAMLParser yaml = new YAMLFactory().createParser(text)) {
      return new YamlFile(file, yaml).document();
    } catch (JsonProcessingException e) {
      throw UserError.at(file, JsonProblem.line(e), "not YAML: " + JsonProblem.of(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Never of a text.
    }
  }

  private YamlNode document() throws IOException {
    if (yaml.nextToken() == null) {
      return new YamlNode.Value(new Place(file, 1), "");
    }
    YamlNode document = node(place());
    if (yaml.nextToken() != null) {
      throw place().error("a second document begins here, expected one");
    }
    return document;
  }

  private YamlNode node(Place place) throws IOException {
    if (yaml.isCurrentAlias()) {
      throw place.error("aliases are not supported, expected the value itself");
    }
    JsonToken token = yaml.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return new YamlNode.Fields(place, fields());
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      while (yaml.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(place()));
      }
      return new YamlNode.Items(place, items);
    }
    return new YamlNode.Value(place, token == JsonToken.VALUE_NULL ? "" : yaml.getText());
  }

  private Map<String, YamlNode> fields() throws IOException {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String name = yaml.currentName();
      Place place = place();
      yaml.nextToken();
      if (fields.put(name, node(place)) != null) {
        throw place.error("'" + name + "' appears here for a second time");
      }
    }
    return fields;
  }

  private Place place() {
    return new Place(file, yaml.currentTokenLocation().getLineNr());
  }
}
