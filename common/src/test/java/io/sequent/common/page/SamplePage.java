package io.sequent.common.page;

import io.sequent.common.report.SampleCharts;
import io.sequent.common.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A page with every kind of piece. */
final class SamplePage {
  private SamplePage() {}

  static Page page() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("task", "news");
    facts.put("network", "embedding 128, bidirectional LSTM 128, attention pooling, dense 4");
    facts.put("data", "a".repeat(64));
    facts.put("epochs", "12, the best was 7");
    return new Page(
        "News with a bidirectional LSTM",
        "Run of 24 November 2026, seed 7",
        List.of(
            Section.of("Result")
                .withNote("Measured on the test split with the weights of the best epoch.")
                .withFacts(facts)
                .withTable(
                    new Table(
                        "By class",
                        List.of("class", "precision", "recall", "F1", "examples"),
                        List.of(
                            List.of("World", "0.914", "0.901", "0.907", "1,900"),
                            List.of("Sports", "0.966", "0.978", "0.972", "1,900"),
                            List.of("Sci/Tech", "-", "0.891", "0.880", "1,900")))),
            Section.of("Pictures").withPictures(SampleCharts.all()),
            Section.of("A wide table").withTable(wide()),
            Section.of("Generated texts")
                .withText("Temperature 0.5, prompt \"Once upon\"", story())
                .withText("Without blanks", "x".repeat(400))));
  }

  private static Table wide() {
    List<String> header = IntStream.range(0, 20).mapToObj(i -> "column " + i).toList();
    List<String> row = IntStream.range(0, 20).mapToObj(i -> "1." + i).toList();
    return new Table("Twenty columns", header, List.of(row, row));
  }

  private static String story() {
    return "\nOnce upon a time there was a little girl named Lily.\n  She said: \"1 < 2 & 3 > 2\".\n\n"
        + "Одного разу у Львові жив кіт. ".repeat(12);
  }
}
