package io.sequent.common.study.results;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.study.Study;
import io.sequent.common.study.StudyFile;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two studies, a ledger and a README, for tests of the pages that are made from them. */
abstract class PagesFixture {
  static final String README =
      "# Mine\n\n" + ResultsSummary.BEGIN + "\nold\n" + ResultsSummary.END + "\n\nMore.\n";
  static final String CELLS =
      """
      title: Stocks, cells
      task: stocks
      about: What differs.
      metric: mse
      columns: [mse, mape]
      seeds: [1, 2]
      rows:
        - {name: LSTM, set: {cell: lstm}}
        - {name: GRU, set: {cell: gru}}
      references:
        source: a table
        rows:
          GRU: {mse: 2.25, note: early}
      """;
  static final String SIZES = "task: stocks\naxes: {hidden: [4, 8]}\n";

  @TempDir Path folder;
  final List<Study> studies = new ArrayList<>();
  final List<LedgerEntry> entries = new ArrayList<>();
  Path results;
  Path readme;

  @BeforeEach
  void prepare() throws IOException {
    studies.add(study("cells", CELLS));
    studies.add(study("sizes", SIZES));
    results = folder.resolve("results");
    readme = Files.writeString(folder.resolve("README.md"), README);
  }

  final Study study(String name, String yaml) throws IOException {
    return parts(name, yaml).get(0);
  }

  final List<Study> parts(String name, String yaml) throws IOException {
    Path file = Files.createDirectories(folder.resolve("studies")).resolve(name + ".yaml");
    return StudyFile.read(Files.writeString(file, yaml), Tasks::named);
  }

  /** Every run of a row, on validation and test with the same figure. */
  final List<RecordedRun> row(Study study, String row, double figure) {
    return study.runs(Tasks.named(study.task())).stream()
        .filter(run -> run.row().equals(row))
        .map(
            run ->
                new RecordedRun(study, run)
                    .with("validation", study.metric(), figure)
                    .with("test", study.metric(), figure)
                    .withScores(study.metric(), 30, figure)
                    .withEpochs(3, study.metric()))
        .toList();
  }

  final void record(Study study, String row, double figure) {
    row(study, row, figure).forEach(run -> entries.add(run.entry()));
  }

  final void recordBoth() {
    record(studies.get(0), "LSTM", 3);
    record(studies.get(0), "GRU", 2);
    record(studies.get(1), "hidden=4", 1);
  }

  final ResultPages made() {
    return ResultPages.of(studies, entries);
  }

  final String page(String study) throws IOException {
    made().write(results, readme);
    return Files.readString(results.resolve(study + ".md"));
  }
}
