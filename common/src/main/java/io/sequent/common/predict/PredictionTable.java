package io.sequent.common.predict;

import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.report.Decimals;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Predictions as a table: a row for each, a column for each field of its JSON. A field that holds
 * several, such as the probabilities of the classes, has a column for each of them, under its own
 * name.
 */
final class PredictionTable {
  /** Enough for a table; smaller figures have three significant digits. */
  private static final int DECIMALS = 4;

  private PredictionTable() {}

  static Table of(String title, List<? extends Prediction> predictions) {
    List<Map<String, String>> cells =
        predictions.stream()
            .map(prediction -> cells(PredictionJson.tree(prediction), PredictionTable::text))
            .toList();
    Set<String> names = new LinkedHashSet<>();
    cells.forEach(row -> names.addAll(row.keySet()));
    List<List<String>> rows =
        cells.stream()
            .map(row -> names.stream().map(name -> row.getOrDefault(name, "")).toList())
            .toList();
    return new Table(title, new ArrayList<>(names), rows);
  }

  /** The cells of a prediction in a file, without what repeats the input. */
  static Map<String, String> cells(Prediction prediction) {
    return cells(
        PredictionJson.added(prediction),
        value -> value.isContainerNode() ? value.toString() : value.asText());
  }

  private static Map<String, String> cells(JsonNode fields, Function<JsonNode, String> text) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getValue().isObject()) {
        addParts("", field.getValue(), cells, text);
      } else {
        cells.put(field.getKey(), text.apply(field.getValue()));
      }
    }
    return cells;
  }

  private static void addParts(
      String prefix, JsonNode object, Map<String, String> cells, Function<JsonNode, String> text) {
    for (Map.Entry<String, JsonNode> part : object.properties()) {
      String name = prefix + part.getKey();
      if (part.getValue().isObject()) {
        addParts(name + " ", part.getValue(), cells, text);
      } else {
        cells.put(name, text.apply(part.getValue()));
      }
    }
  }

  private static String text(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      return Decimals.text(value.doubleValue(), DECIMALS);
    }
    if (!value.isContainerNode()) {
      return value.asText();
    }
    boolean ofObjects = value.isArray() && value.path(0).isObject();
    StringJoiner parts = new StringJoiner(ofObjects ? "; " : " ");
    value.forEach(part -> parts.add(text(part)));
    return parts.toString();
  }
}
