package io.sequent.common.study.results;

import static io.sequent.common.study.results.Tables.cell;
import static io.sequent.common.study.results.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.report.Table;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.StudyFile;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the runs of a study: rows, ranking, marks. */
class StudyResultsTest {
  private static final Task<?, ?> STOCKS = Tasks.named("stocks");
  private static final String YAML =
      """
      task: stocks
      metric: mse
      columns: [mse, mape]
      seeds: [1, 2]
      rows:
        - {name: LSTM, set: {cell: lstm}}
        - {name: GRU, set: {cell: gru}}
        - {name: tuned, set: {cell: rnn}, tune: {learning-rate: [1e-3, 1e-2]}}
      references:
        source: a table
        rows:
          GRU: {mse: 2.25, note: early}
      """;

  @TempDir private Path folder;
  private Study study;
  private List<PlannedRun> runs;
  private final Map<PlannedRun, LedgerEntry> entries = new HashMap<>();

  @BeforeEach
  void readTheStudy() throws IOException {
    study =
        StudyFile.read(Files.writeString(folder.resolve("cells.yaml"), YAML), Tasks::named).get(0);
    runs = study.runs(STOCKS);
  }

  private StudyResults results() {
    return StudyResults.of(study, runs, run -> Optional.ofNullable(entries.get(run)));
  }

  private List<RecordedRun> recorded(String row, String variant) {
    List<RecordedRun> recorded = new ArrayList<>();
    for (PlannedRun run : runs) {
      if (run.row().equals(row) && run.variant().equals(variant)) {
        recorded.add(new RecordedRun(study, run));
      }
    }
    return recorded;
  }

  /** Both seeds of a row, a tenth above and below. */
  private List<RecordedRun> record(String row, String variant, double validation, double test) {
    List<RecordedRun> recorded = recorded(row, variant);
    for (int i = 0; i < recorded.size(); i++) {
      double off = i == 0 ? -0.1 : 0.1;
      recorded.get(i).with("validation", "mse", validation + off).with("test", "mse", test + off);
    }
    put(recorded);
    return recorded;
  }

  private void put(List<RecordedRun> recorded) {
    for (RecordedRun one : recorded) {
      LedgerEntry entry = one.entry();
      runs.stream()
          .filter(run -> run.config().hash(study.task()).equals(entry.configHash()))
          .forEach(run -> entries.put(run, entry));
    }
  }

  private void recordAll() {
    record("LSTM", "", 3, 1);
    record("GRU", "", 1, 3);
    record("tuned", "learning-rate=1e-3", 2, 2);
    record("tuned", "learning-rate=1e-2", 2.5, 0.5);
  }

  @Test
  void rowsAreRankedByValidationWhateverTheTestFigures() {
    recordAll();
    Table ranked = new StudyTable(results()).ranked();
    assertThat(column(ranked, "row")).containsExactly("GRU", "tuned, learning-rate=1e-3", "LSTM");
    assertThat(column(ranked, "rank")).containsExactly("1", "2", "3");
    assertThat(column(ranked, "validation mse"))
        .containsExactly("1.0000 ± 0.1414", "2.0000 ± 0.1414", "3.0000 ± 0.1414");
    Table inOrder = new StudyTable(results()).inOrder();
    assertThat(column(inOrder, "rank")).containsExactly("3", "1", "2");
  }

  @Test
  void metricThatIsBetterWhenHigherIsRankedSo() throws IOException {
    study =
        StudyFile.read(
                Files.writeString(
                    folder.resolve("news.yaml"), "task: news\naxes: {cell: [lstm, gru]}\n"),
                Tasks::named)
            .get(0);
    runs = study.runs(Tasks.named("news"));
    put(recorded("lstm", "").stream().map(run -> run.with("validation", "accuracy", 0.8)).toList());
    put(recorded("gru", "").stream().map(run -> run.with("validation", "accuracy", 0.9)).toList());
    assertThat(column(new StudyTable(results()).ranked(), "row")).containsExactly("gru", "lstm");
  }

  @Test
  void tunedRowStandsForTheVariantThatIsBestOnValidation() {
    recordAll();
    RowResult tuned = results().rows().get(2);
    assertThat(tuned.variant()).isEqualTo("learning-rate=1e-3");
    assertThat(tuned.planned()).isEqualTo(2);
    assertThat(cell(new StudyTable(results()).inOrder(), tuned.label(), "test mse"))
        .as("the other one is better on test")
        .isEqualTo("2.0000 ± 0.1414");
  }

  @Test
  void variantThatFailedOrIsMissingNeverWins() {
    put(recorded("tuned", "learning-rate=1e-3").stream().map(run -> run.failed("NaN")).toList());
    record("tuned", "learning-rate=1e-2", 9, 9);
    assertThat(results().rows().get(2).label()).isEqualTo("tuned, learning-rate=1e-2");
  }

  @Test
  void rowsWithoutAFigureSaySo() {
    record("LSTM", "", 3, 1);
    put(recorded("GRU", "").stream().map(run -> run.failed("it diverged")).toList());
    Table table = new StudyTable(results()).inOrder();
    for (String column : List.of("validation mse", "test mse", "test mape")) {
      assertThat(cell(table, "GRU", column)).isEqualTo("failed");
      assertThat(cell(table, "tuned", column)).isEqualTo("missing");
    }
    for (String column : List.of("rank", "p-value", "best epoch", "time", "parameters")) {
      assertThat(cell(table, "GRU", column)).isEmpty();
      assertThat(cell(table, "tuned", column)).isEmpty();
    }
    assertThat(cell(table, "GRU", "seeds")).isEqualTo("0 of 2");
    assertThat(cell(table, "LSTM", "seeds")).isEqualTo("2");
    assertThat(cell(table, "LSTM", "test mape")).as("not measured").isEqualTo("-");
    assertThat(column(new StudyTable(results()).ranked(), "row"))
        .containsExactly("LSTM", "GRU", "tuned");
    assertThat(results().finished()).isEqualTo(2);
  }

  @Test
  void rowOfWhichASeedFailedShowsTheOthersAndHowMany() {
    List<RecordedRun> recorded = record("LSTM", "", 3, 1);
    put(List.of(recorded.get(1).failed("killed")));
    Table table = new StudyTable(results()).inOrder();
    assertThat(cell(table, "LSTM", "validation mse")).isEqualTo("2.9000");
    assertThat(cell(table, "LSTM", "seeds")).isEqualTo("1 of 2");
    assertThat(results().rows().get(0).failures()).containsExactly("killed");
  }

  @Test
  void referencesStandBesideOursAndNothingWhereThereAreNone() {
    recordAll();
    Table table = new StudyTable(results()).inOrder();
    assertThat(table.header())
        .containsSubsequence("test mse", "reference mse", "test mape")
        .doesNotContain("reference mape");
    assertThat(cell(table, "GRU", "reference mse")).isEqualTo("2.25");
    assertThat(cell(table, "LSTM", "reference mse")).isEmpty();
  }

  @Test
  void naiveForecastHasARowOfItsOwn() {
    assertThat(column(new StudyTable(results()).inOrder(), "row")).doesNotContain("baseline");
    put(
        record("LSTM", "", 3, 1).stream()
            .map(
                run ->
                    run.with("validation", "baseline.mse", 7)
                        .with("test", "baseline.mse", 8)
                        .with("test", "baseline.mape", 0.5))
            .toList());
    Table table = new StudyTable(results()).inOrder();
    assertThat(column(table, "row").get(3)).isEqualTo("baseline");
    assertThat(cell(table, "baseline", "rank")).isEmpty();
    assertThat(cell(table, "baseline", "validation mse")).isEqualTo("7.0000");
    assertThat(cell(table, "baseline", "test mse")).isEqualTo("8.0000");
    assertThat(cell(table, "baseline", "test mape")).isEqualTo("0.5000");
    assertThat(cell(table, "baseline", "reference mse")).isEmpty();
  }

  @Test
  void clearDifferenceIsMarkedAndNoneIsNot() {
    record("LSTM", "", 1, 1).forEach(run -> put(List.of(run.withScores("mse", 80, 1))));
    record("GRU", "", 2, 3).forEach(run -> put(List.of(run.withScores("mse", 80, 3))));
    record("tuned", "learning-rate=1e-3", 3, 1)
        .forEach(run -> put(List.of(run.withScores("mse", 80, 1))));
    StudyTable table = new StudyTable(results());
    assertThat(column(table.inOrder(), "p-value")).containsExactly("best", "0.004 *", "1.000");
    assertThat(String.join("\n", table.legend())).contains("Holm").contains("± is the standard");
  }

  @Test
  void rowsOfOtherSeedsOrTestSetsAreNotCompared() {
    record("LSTM", "", 1, 1).forEach(run -> put(List.of(run.withScores("mse", 80, 1))));
    record("GRU", "", 2, 3).forEach(run -> put(List.of(run.withScores("mse", 79, 3))));
    put(List.of(record("tuned", "learning-rate=1e-3", 3, 9).get(0).withScores("mse", 80, 9)));
    entries.keySet().removeIf(run -> run.row().equals("tuned") && run.seed() == 2);
    StudyTable table = new StudyTable(results());
    assertThat(column(table.inOrder(), "p-value")).containsExactly("best", "", "");
    assertThat(String.join("\n", table.legend())).doesNotContain("p-value");
  }

  /** As with the folds of a series: as many examples, but others. */
  @Test
  void rowsWhoseNaiveForecastsDifferAreNotCompared() {
    record("LSTM", "", 1, 1).forEach(run -> put(List.of(naive(run.withScores("mse", 80, 1), 7))));
    record("GRU", "", 2, 3).forEach(run -> put(List.of(naive(run.withScores("mse", 80, 3), 8))));
    record("tuned", "learning-rate=1e-3", 3, 3)
        .forEach(run -> put(List.of(naive(run.withScores("mse", 80, 3), 7))));
    assertThat(column(new StudyTable(results()).inOrder(), "p-value"))
        .startsWith("best", "", "0.002 *");
  }

  private static RecordedRun naive(RecordedRun run, double mse) {
    return run.with("test", "baseline.mse", mse);
  }

  @Test
  void scoresThatAreNotFiniteGiveNoChance() {
    record("LSTM", "", 1, 1).forEach(run -> put(List.of(run.withScores("mse", 1, 2))));
    record("GRU", "", 2, 3)
        .forEach(run -> put(List.of(run.withScores("mse", 1, Double.POSITIVE_INFINITY))));
    assertThat(column(new StudyTable(results()).inOrder(), "p-value"))
        .containsExactly("best", "-", "");
  }

  @Test
  void timeBesideOtherWorkIsMarkedAndTheMarkExplained() {
    recordAll();
    StudyTable quiet = new StudyTable(results());
    assertThat(cell(quiet.inOrder(), "GRU", "time")).isEqualTo("12 s");
    assertThat(cell(quiet.inOrder(), "GRU", "parameters")).isEqualTo("1,234,567");
    assertThat(cell(quiet.inOrder(), "GRU", "best epoch")).isEqualTo("2, 2");
    assertThat(String.join("\n", quiet.legend())).doesNotContain("†");
    record("GRU", "", 1, 3).forEach(run -> put(List.of(run.besideLoad(0.5))));
    StudyTable busy = new StudyTable(results());
    assertThat(cell(busy.inOrder(), "GRU", "time")).isEqualTo("12 s †");
    assertThat(cell(busy.inOrder(), "LSTM", "time")).isEqualTo("12 s");
    assertThat(String.join("\n", busy.legend())).contains("†");
  }

  @Test
  void timeIsThatOfTheQuietTrainingsOnMostCores() {
    List<RecordedRun> runs = record("GRU", "", 1, 3);
    put(List.of(runs.get(0).taking(20, 1), runs.get(1).taking(30, 2).besideLoad(0.5)));
    Table table = new StudyTable(results()).inOrder();
    assertThat(cell(table, "GRU", "time")).isEqualTo("20 s");
    assertThat(cell(table, "GRU", "cores")).isEqualTo("1");
    put(List.of(runs.get(0).taking(20, 1), runs.get(1).taking(30, 2).besideLoad(0)));
    table = new StudyTable(results()).inOrder();
    assertThat(cell(table, "GRU", "time")).isEqualTo("30 s");
    assertThat(cell(table, "GRU", "cores")).isEqualTo("2");
    put(List.of(runs.get(0).taking(20, 2), runs.get(1).taking(30, 2)));
    assertThat(cell(new StudyTable(results()).inOrder(), "GRU", "time")).isEqualTo("25 s");
  }

  @Test
  void pageShowsTheRankingAndWhatTheBestRowDoesOtherwise() {
    recordAll();
    put(List.of(record("GRU", "", 1, 3).get(0).withText("prompt", "once <upon>")));
    String html = StudyPage.of(results()).html();
    assertThat(html.split("<svg", -1)).as("the leading metric").hasSize(1 + 1);
    assertThat(html)
        .containsSubsequence(">GRU<", ">tuned, learning-rate=1e-3<", ">LSTM<")
        .contains("once &lt;upon&gt;", "Settings of the best row")
        .containsPattern("cell</dt>\\s*<dd>gru")
        .doesNotContain("<dt>hidden</dt>");
  }
}
