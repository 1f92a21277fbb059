package io.sequent.common.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parts that schemas are made of, in draft 7, the newest that editors support. */
final class JsonSchema {
  static final String PROPERTIES = "properties";
  static final String REQUIRED = "required";
  static final String ALL_OF = "allOf";
  static final String ANY_OF = "anyOf";
  static final String TYPE = "type";
  static final String DEFINITIONS = "definitions";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\n\\s+(\"\\$ref\": \"[^\"\\n]+\")\\n\\s+\\}");
  private static final int LONGEST_LINE = 500;

  private JsonSchema() {}

  /** The beginning of a schema file. */
  static ObjectNode file(String title, String description) {
    return JSON.objectNode()
        .put("$schema", "http://json-schema.org/draft-07/schema#")
        .put("title", title)
        .put("description", description);
  }

  /** The text of a schema file, a line for each field and each reference. */
  static String text(ObjectNode schema) {
    DefaultPrettyPrinter lines =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(INDENT);
    try {
      String text = new ObjectMapper().writer(lines).writeValueAsString(schema) + "\n";
      return REFERENCE.matcher(text).replaceAll("{ $1 }");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode schema() {
    return JSON.objectNode();
  }

  static ObjectNode type(String name) {
    return JSON.objectNode().put(TYPE, name);
  }

  static ObjectNode described(String description, ObjectNode schema) {
    ObjectNode described = JSON.objectNode().put("description", description);
    return described.setAll(schema);
  }

  /** Fields of these names and no others. */
  static ObjectNode only(Map<String, ? extends JsonNode> fields) {
    ObjectNode schema = JSON.objectNode();
    schema.putObject(PROPERTIES).setAll(fields);
    return schema.put("additionalProperties", false);
  }

  /** The same, as values by name or, where nothing is written, none. */
  static ObjectNode object(Map<String, ? extends JsonNode> fields) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray(TYPE).add("object").add("null");
    return schema.setAll(only(fields));
  }

  static ObjectNode ref(String definition) {
    return JSON.objectNode().put("$ref", "#/" + DEFINITIONS + "/" + definition);
  }

  static ObjectNode list(ObjectNode item) {
    return type("array").set("items", item);
  }

  /** A list of at least one, none of them twice. */
  static ObjectNode set(ObjectNode item) {
    return list(item).put("minItems", 1).put("uniqueItems", true);
  }

  static ObjectNode oneOf(Collection<String> texts) {
    ObjectNode schema = JSON.objectNode();
    texts.forEach(schema.putArray("enum")::add);
    return schema;
  }

  static ObjectNode anyOf(Collection<? extends JsonNode> schemas) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray(ANY_OF).addAll(schemas);
    return schema;
  }

  static ObjectNode required(String... fields) {
    ObjectNode schema = JSON.objectNode();
    List.of(fields).forEach(schema.putArray(REQUIRED)::add);
    return schema;
  }

  static ObjectNode not(ObjectNode schema) {
    return JSON.objectNode().set("not", schema);
  }

  /** What holds where a condition is met. */
  static ObjectNode where(ObjectNode condition, ObjectNode then) {
    ObjectNode schema = JSON.objectNode();
    schema.set("if", condition);
    return schema.set("then", then);
  }

  /** Met where a field is there and has a value. */
  static ObjectNode has(String field, String value) {
    ObjectNode schema = JSON.objectNode();
    schema.putObject(PROPERTIES).putObject(field).put("const", value);
    return schema.setAll(required(field));
  }

  /** Any plain value. */
  static ObjectNode plain() {
    ObjectNode schema = JSON.objectNode();
    schema.putArray(TYPE).add("string").add("number").add("boolean").add("null");
    return schema;
  }

  /** A plain value on one line, not blank and not too long. */
  static ObjectNode line() {
    ObjectNode schema = JSON.objectNode();
    schema.putArray(TYPE).add("string").add("number").add("boolean");
    return schema.put(
        "pattern",
        "^\\s*[^\\s\\u0000-\\u001F\\u007F-\\u009F][^\\u0000-\\u001F\\u007F-\\u009F]{0,"
            + (LONGEST_LINE - 1)
            + "}\\s*$");
  }
}
