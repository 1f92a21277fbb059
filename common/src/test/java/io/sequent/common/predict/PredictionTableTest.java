package io.sequent.common.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.predict.ForecastPrediction.Interval;
import io.sequent.common.predict.SpanPrediction.Span;
import io.sequent.common.report.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PredictionTableTest {
  @Test
  void probabilitiesHaveAColumnForEachClass() {
    Table table =
        PredictionTable.of(
            "T",
            List.of(
                new ClassPrediction("a", "y", new TreeMap<>(Map.of("x", 0.25, "y", 0.75)), 0.75)));
    assertThat(table.header()).containsExactly("text", "class", "x", "y", "probability");
    assertThat(table.rows()).containsExactly(List.of("a", "y", "0.2500", "0.7500", "0.7500"));
  }

  @Test
  void intervalsOfSeveralSeriesAreKeptApart() {
    Map<String, Interval> intervals =
        new TreeMap<>(
            Map.of(
                "A", new Interval(1, 3, 0.9, "residuals"),
                "B", new Interval(4, 6, 0.9, "residuals")));
    Table table =
        PredictionTable.of(
            "T",
            List.of(
                new ForecastPrediction(
                    "9,9", 2, new TreeMap<>(Map.of("A", 2.0, "B", 5.0)), 1, null, intervals)));
    assertThat(table.header())
        .containsSubsequence("A", "B", "step", "A low", "A high", "B low", "B high");
    assertThat(table.rows().get(0)).containsSubsequence("2.0000", "5.0000", "1", "1.0000");
  }

  @Test
  void smallForecastsKeepTheirDigits() {
    Table table =
        PredictionTable.of(
            "T",
            List.of(new ForecastPrediction("9", 2, Map.of("A", 0.0000123456), 1, null, Map.of())));
    assertThat(table.rows().get(0)).contains("1.23e-05");
  }

  @Test
  void spansAreSeparatedBySemicolons() {
    Table table =
        PredictionTable.of(
            "T",
            List.of(
                new SpanPrediction(
                    List.of("Ann", "Bob"),
                    List.of("B-P", "B-P"),
                    List.of(
                        new Span("P", "Ann", 0, 1, 0, 3, 0.5),
                        new Span("P", "Bob", 1, 2, 4, 7, 1)))));
    assertThat(table.rows())
        .containsExactly(
            List.of("Ann Bob", "B-P B-P", "P Ann 0 1 0 3 0.5000; P Bob 1 2 4 7 1.0000"));
  }

  @Test
  void aPredictionWithoutAFieldHasAnEmptyCell() {
    record Greeting(String text) implements Prediction {}
    record Counted(String text, int n) implements Prediction {}
    Table table = PredictionTable.of("T", List.of(new Counted("a", 3), new Greeting("b")));
    assertThat(table.header()).containsExactly("text", "n");
    assertThat(table.rows()).containsExactly(List.of("a", "3"), List.of("b", ""));
  }
}
