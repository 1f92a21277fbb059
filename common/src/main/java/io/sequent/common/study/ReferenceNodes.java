package io.sequent.common.study;

import io.sequent.common.config.Config;
import io.sequent.common.config.YamlNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the published figures of a study file. */
final class ReferenceNodes {
  private static final String SOURCE = "source";
  private static final String ROWS = "rows";
  private static final String NOTE = "note";

  private ReferenceNodes() {}

  /**
   * The figures under {@code references}.
   *
   * @param rows the study's
   * @param columns the metrics that its table shows; no others have a place for a figure
   * @throws io.sequent.common.UserError for any mistake, with its line
   */
  static References references(YamlNode node, List<StudyRow> rows, List<String> columns) {
    Map<String, YamlNode> fields = node.fields("references", List.of(SOURCE, ROWS));
    YamlNode source =
        Optional.ofNullable(fields.get(SOURCE))
            .orElseThrow(
                () -> node.place().error("references without source, expected 'source: ...'"));
    List<String> names = rows.stream().map(StudyRow::name).toList();
    Map<String, References.Published> references = new LinkedHashMap<>();
    Optional.ofNullable(fields.get(ROWS))
        .map(named -> named.fields(ROWS))
        .orElse(Map.of())
        .forEach(
            (name, row) -> {
              if (!names.contains(name)) {
                throw row.place().error(Config.unknown("row", name, names));
              }
              references.put(name, reference(row, columns));
            });
    return new References(source.line(SOURCE), references);
  }

  private static References.Published reference(YamlNode row, List<String> columns) {
    Map<String, Double> figures = new LinkedHashMap<>();
    List<String> known = Stream.concat(columns.stream(), Stream.of(NOTE)).toList();
    Map<String, YamlNode> fields = row.fields("reference", known);
    fields.forEach(
        (name, figure) -> {
          if (!name.equals(NOTE)) {
            figures.put(name, figure(name, figure));
          }
        });
    return new References.Published(
        figures, Optional.ofNullable(fields.get(NOTE)).map(n -> n.plain(NOTE).strip()).orElse(""));
  }

  private static double figure(String metric, YamlNode node) {
    String text = node.plain(metric);
    try {
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw node.place().error(metric + ": '" + text + "' is not a number");
    }
  }
}
