package io.sequent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * JSON objects as a table: a row for each object, a column for each field, nested ones included.
 */
final class JsonTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonTable() {}

  /**
   * Creates a table.
   *
   * @param title one line above it
   * @param lines one JSON object per line
   * @throws IllegalArgumentException if a line is not a JSON object
   */
  public static Table of(String title, String lines) {
    List<Map<String, String>> objects = lines.lines().map(JsonTable::cells).toList();
    Set<String> names = new LinkedHashSet<>();
    objects.forEach(object -> names.addAll(object.keySet()));
    List<List<String>> rows =
        objects.stream()
            .map(object -> names.stream().map(name -> object.getOrDefault(name, "")).toList())
            .toList();
    return new Table(title, new ArrayList<>(names), rows);
  }

  private static Map<String, String> cells(String line) {
    try {
      JsonNode object = JSON.readTree(line);
      if (!object.isObject()) {
        throw new IllegalArgumentException("'" + line + "' is not a JSON object");
      }
      Map<String, String> cells = new LinkedHashMap<>();
      add(object, cells);
      return cells;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("'" + line + "' is not a JSON object", e);
    }
  }

  private static void add(JsonNode object, Map<String, String> cells) {
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                add(field.getValue(), cells);
              } else {
                cells.put(field.getKey(), text(field.getValue()));
              }
            });
  }

  /** Four decimals are enough for a table. */
  private static String text(JsonNode value) {
    if (value.isArray()) {
      return String.join(
          " ", StreamSupport.stream(value.spliterator(), false).map(JsonTable::text).toList());
    }
    return value.isFloatingPointNumber()
        ? String.format(Locale.ROOT, "%.4f", value.doubleValue())
        : value.asText();
  }
}
