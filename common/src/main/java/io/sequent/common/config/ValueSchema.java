package io.sequent.common.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a value of a setting may look like in a YAML file, as JSON schemas of draft 7, the newest
 * that editors support.
 *
 * <p>A schema sees a value after YAML has given it a type, and the toolkit its text. So there are
 * spellings that are read, such as a number in quotes or a list of one item, and that a schema asks
 * to write plainly; and a few that only reading refuses, such as {@code 5.0} for an integer.
 */
final class ValueSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String ANY_OF = "anyOf";
  private static final String TYPE = "type";
  private static final String INTEGER = "[-+]?[0-9]+";

  private ValueSchema() {}

  /** An integer; without a bound where it is that of the type. */
  static ObjectNode integer(long min, long max) {
    ObjectNode schema = type("integer").put("minimum", min);
    if (max != Long.MAX_VALUE && max != Integer.MAX_VALUE) {
      schema.put("maximum", max);
    }
    return schema;
  }

  static ObjectNode number(BigDecimal min, BigDecimal max) {
    return type("number").put("minimum", min).put("maximum", max);
  }

  /** An integer from 1, or one of some words. */
  static ObjectNode countOr(int max, List<String> words) {
    return anyOf(List.of(integer(1, max), oneOf(words)));
  }

  /** One of some words in small or capital letters; {@code true} and {@code false} are none. */
  static ObjectNode choice(List<String> words) {
    return anyOf(List.of(oneOf(words), pattern(alternatives(words))));
  }

  /** Words joined by {@code +}. */
  static ObjectNode joined(List<String> words) {
    String word = alternatives(words);
    return anyOf(List.of(oneOf(words), pattern(word + "\\s*(?:\\+\\s*" + word + "\\s*)*")));
  }

  /** Integers as a list, or in a text separated by commas, whose range a schema cannot state. */
  static ObjectNode integers(long min, long max) {
    return anyOf(
        List.of(
            list(integer(min, max)),
            integer(min, max),
            pattern("(?:" + INTEGER + "\\s*(?:,\\s*" + INTEGER + "\\s*)*)?")));
  }

  /** Any plain value, or a list of them. */
  static ObjectNode text() {
    return anyOf(List.of(plain(), list(plain())));
  }

  /** The name of a character set, which need not be known. */
  static ObjectNode charset() {
    return pattern("[A-Za-z0-9][A-Za-z0-9.:_+-]*");
  }

  /** A text as YAML types it: an integer, a number, true or false, else the text. */
  static JsonNode typed(String text) {
    if (text.matches("-?[0-9]{1,18}")) {
      return JSON.numberNode(Long.parseLong(text));
    }
    if (text.matches("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")) {
      return JSON.numberNode(new BigDecimal(text));
    }
    return text.equals("true") || text.equals("false")
        ? JSON.booleanNode(text.equals("true"))
        : JSON.textNode(text);
  }

  /** The schema, or nothing written at all. */
  static ObjectNode orNothing(ObjectNode schema) {
    if (schema.get(ANY_OF) instanceof ArrayNode alternatives) {
      alternatives.add(type("null"));
      return schema;
    }
    return anyOf(List.of(schema, type("null")));
  }

  private static ObjectNode plain() {
    ObjectNode schema = JSON.objectNode();
    schema.putArray(TYPE).add("string").add("number").add("boolean").add("null");
    return schema;
  }

  private static ObjectNode type(String name) {
    return JSON.objectNode().put(TYPE, name);
  }

  private static ObjectNode list(ObjectNode item) {
    return type("array").set("items", item);
  }

  private static ObjectNode anyOf(List<ObjectNode> schemas) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray(ANY_OF).addAll(schemas);
    return schema;
  }

  /** What an editor offers. */
  private static ObjectNode oneOf(List<String> words) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("enum").addAll(words.stream().map(ValueSchema::typed).toList());
    return schema;
  }

  private static ObjectNode pattern(String expression) {
    return type("string").put("pattern", "^\\s*" + expression + "\\s*$");
  }

  /** JavaScript's expressions have no part that ignores case. */
  private static String alternatives(List<String> words) {
    return words.stream()
        .map(
            word ->
                switch (word) {
                  case "true" -> anyCase("true") + "|" + anyCase("yes") + "|";
                  case "false" -> anyCase("false") + "|" + anyCase("no");
                  default -> anyCase(word);
                })
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static String anyCase(String word) {
    return word.chars()
        .mapToObj(Character::toString)
        .map(
            letter ->
                letter.matches("[a-z]")
                    ? "[" + letter.toUpperCase(Locale.ROOT) + letter + "]"
                    : letter)
        .collect(Collectors.joining());
  }
}
