package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of settings compared by one call, from the trainings to the ranked table. */
class CompareTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir private Path folder;

  /** One comparison serves all tests. */
  private static Call compared = new Call(-1, "", "");

  @BeforeAll
  static void compareOnce() {
    compared = compareCells(shared, "--parallel=1");
    assertThat(compared.status()).as(compared.err()).isZero();
  }

  private static Call compareCells(Path home, String... more) {
    return Call.of(
        List.of(more),
        "compare",
        "stocks",
        "--data=sample",
        "--hidden=4",
        "--epochs=2",
        "--max-train=60",
        "--max-test=20",
        "--compare=cell",
        "--cell=rnn,gru",
        "--seeds=2",
        "--ledger=" + ledger(home),
        "--runs=" + home.resolve("runs"));
  }

  private static Path ledger(Path home) {
    return home.resolve("ledger.jsonl");
  }

  private static List<LedgerEntry> entries(Path home) throws IOException {
    return Ledger.at(ledger(home), note -> {}).read();
  }

  @Test
  void tableRanksTheValuesWithMeanDeviationEpochTimeAndSize() throws IOException {
    List<String> lines = compared.out().lines().map(String::strip).toList();
    assertThat(lines).anyMatch(line -> line.startsWith("stocks: cell, "));
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "rank +row +validation mape +test mape +p-value +best epoch +time +cores"
                        + "( +predictions/s)? +parameters +seeds"));
    String figure = " +\\d+\\.\\d{4} ± \\d+\\.\\d{4}";
    List<String> rows = lines.stream().filter(line -> line.matches("[12] .*")).toList();
    assertThat(rows).hasSize(2);
    for (String row : rows) {
      assertThat(row)
          .matches(
              "[12] +(rnn|gru)"
                  + figure
                  + figure
                  + " +(best|[<01].*) +[12], [12] +\\d+ s( †)? +\\d+( +[0-9,]+)? +\\d+ +2");
    }
    List<String> names = rows.stream().map(row -> row.split(" +", -1)[1]).toList();
    assertThat(names).containsExactlyElementsOf(namesByValidation());
    assertThat(lines).anyMatch(line -> line.matches("baseline +1\\.\\d+ +[12]\\.\\d+"));
    assertThat(studyFolder(shared).resolve("report.html")).isNotEmptyFile();
  }

  private static Path studyFolder(Path folder) throws IOException {
    try (Stream<Path> studies = Files.list(folder.resolve("runs/studies"))) {
      return studies.findFirst().orElseThrow();
    }
  }

  private static List<String> namesByValidation() throws IOException {
    Map<String, Double> sums = new TreeMap<>();
    for (LedgerEntry entry : entries(shared)) {
      sums.merge(entry.row(), validationMape(entry), Double::sum);
    }
    return sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Double validationMape(LedgerEntry entry) {
    Map<String, Double> validation =
        Objects.requireNonNull(entry.run().metrics().get("validation"));
    return Objects.requireNonNull(validation.get("mape"));
  }

  @Test
  void ledgerHasALineForEachRunWithEveryDocumentedField() throws IOException {
    String chapter =
        Files.readString(Path.of("docs", "result-json.md")).split("## The ledger", 2)[1];
    List<String> documented =
        Pattern.compile("`(\\w+)`")
            .matcher(
                chapter
                    .split("## ", 2)[0]
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|", -1)[1])
                    .reduce("", String::concat))
            .results()
            .map(field -> field.group(1))
            .toList();
    List<String> lines = Files.readAllLines(ledger(shared));
    assertThat(lines).hasSize(4);
    for (String line : lines) {
      JsonNode run = JSON.readTree(line);
      assertThat(run.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(documented)
          .hasSizeGreaterThan(20);
      assertThat(run.at("/status").asText()).isEqualTo("finished");
      assertThat(run.at("/sample").asBoolean()).isTrue();
      assertThat(run.at("/config/hidden").asText()).isEqualTo("4");
      assertThat(run.at("/config/cell").asText()).isEqualTo(run.at("/row").asText());
      assertThat(run.at("/history")).hasSize(2);
      assertThat(run.at("/history/0/validation/mape").isNumber()).isTrue();
      assertThat(run.at("/scores/mape").asText()).startsWith("1:f32:20:");
      assertThat(run.at("/seconds").asDouble()).isPositive();
    }
    assertThat(entries(shared))
        .extracting(entry -> entry.row() + " " + entry.run().seed())
        .containsExactly("rnn 42", "rnn 43", "gru 42", "gru 43");
  }

  @Test
  void askedAgainItTrainsNothingAndShowsTheSame() throws IOException {
    byte[] before = Files.readAllBytes(ledger(shared));
    Call again = compareCells(shared);
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(Files.readAllBytes(ledger(shared))).isEqualTo(before);
    assertThat(again.out()).isEqualTo(compared.out());
    assertThat(again.err()).contains("4 runs, 4 recorded, 0 to do").doesNotContain("epoch");
  }

  @Test
  void runsAtTheSameTimeGiveTheVeryFiguresOfRunsOneByOne() throws IOException {
    Call together = compareCells(folder, "--parallel=2");
    assertThat(together.status()).as(together.err()).isZero();
    Map<String, LedgerEntry> oneByOne = new TreeMap<>();
    entries(shared).forEach(entry -> oneByOne.put(entry.configHash(), entry));
    assertThat(entries(folder))
        .hasSize(4)
        .allSatisfy(
            entry -> {
              LedgerEntry other = Objects.requireNonNull(oneByOne.get(entry.configHash()));
              assertThat(entry.run().metrics()).isEqualTo(other.run().metrics());
              assertThat(entry.scores()).isEqualTo(other.scores());
              assertThat(entry.history())
                  .extracting(epoch -> epoch.validation())
                  .isEqualTo(other.history().stream().map(epoch -> epoch.validation()).toList());
            });
    assertThat(together.err())
        .contains("2 running")
        .containsPattern("gru, seed 43: epoch 2, validation mape \\d");
  }

  @Test
  void listsAreSeparatedBySemicolonsAndPropertiesNeedNoAction() throws IOException {
    Call call =
        Call.ofProperties(
            Map.ofEntries(
                Map.entry("task", "stocks"),
                Map.entry("data", "sample"),
                Map.entry("compare", "dense"),
                Map.entry("dense", "4,3;2"),
                Map.entry("hidden", "2"),
                Map.entry("epochs", "1"),
                Map.entry("max-train", "30"),
                Map.entry("max-test", "10"),
                Map.entry("ledger", ledger(folder).toString()),
                Map.entry("runs", folder.resolve("runs").toString())));
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(entries(folder))
        .extracting(entry -> entry.run().config().get("dense"))
        .containsExactly("4,3", "2");
    assertThat(call.out()).contains("dense=4,3").contains("dense=2 ");
  }
}
