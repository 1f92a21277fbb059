package io.sequent.common.study.results;

import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.StudyFile;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Invented studies with all their runs, as large as real ones. As a program it writes {@code
 * studies}, {@code ledger.jsonl} and {@code README.md} into a folder, to measure how long {@code
 * results} takes.
 */
public final class ManyRuns {
  private static final int ROWS = 25;
  private static final int EPOCHS = 20;
  private static final int EXAMPLES = 500;
  private static final String[] METRICS = {
    "mse",
    "mape",
    "mase",
    "rmse",
    "mae",
    "baseline.mse",
    "baseline.mape",
    "pearson.A",
    "directionalAccuracy.A",
    "pearson.B",
    "directionalAccuracy.B",
    "loss"
  };

  private ManyRuns() {}

  /**
   * Writes studies and ledger.
   *
   * @param arguments folder, number of studies, number of seeds
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Study> studies =
        studies(
            folder.resolve("studies"),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]));
    Ledger ledger = Ledger.at(folder.resolve("ledger.jsonl"), System.err::println);
    for (Study study : studies) {
      for (LedgerEntry entry : entries(study)) {
        ledger.append(entry);
      }
    }
    Files.writeString(
        folder.resolve("README.md"), ResultsSummary.BEGIN + "\n" + ResultsSummary.END + "\n");
  }

  /** Studies of 25 rows, written into a folder. */
  public static List<Study> studies(Path folder, int studies, int seeds) throws IOException {
    Files.createDirectories(folder);
    List<Study> all = new ArrayList<>();
    for (int i = 1; i <= studies; i++) {
      Path file = folder.resolve("study-" + i + ".yaml");
      Files.writeString(
          file,
          """
      task: stocks
      metric: mse
      columns: [mse, mape]
      seeds: %d
      base: {hidden: %d}
      axes:
        optimizer: [adam, sgd, rmsprop, adagrad, adamw]
        learning-rate: [1e-4, 3e-4, 1e-3, 3e-3, 1e-2]
      """
              .formatted(seeds, i));
      all.addAll(StudyFile.read(file, Tasks::named));
    }
    return all;
  }

  /** Which place, from 0, a row of a study, from 0, has in its ranking. */
  public static int place(int row) {
    return row * 7 % ROWS;
  }

  /** A finished run for everything that a study asks for. */
  public static List<LedgerEntry> entries(Study study) {
    List<PlannedRun> runs = study.runs(Tasks.named(study.task()));
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      double figure = 1 + 0.05 * place(i / study.seeds().size());
      RecordedRun run =
          new RecordedRun(study, runs.get(i))
              .withEpochs(EPOCHS, METRICS)
              .withScores("mse", EXAMPLES, figure)
              .withScores("mape", EXAMPLES, figure);
      for (String metric : METRICS) {
        // The naive forecast is as good for every row: all have the same test examples.
        double test = metric.startsWith("baseline.") ? 1 : figure;
        run.with("validation", metric, figure + 0.001 * (i % 10)).with("test", metric, test);
      }
      entries.add(run.entry());
    }
    return entries;
  }
}
