package io.sequent.common.study.results;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.report.Table;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The results of a study so far, for people. */
public final class StudyReport {
  private final StudyResults results;

  private StudyReport(StudyResults results) {
    this.results = results;
  }

  /**
   * Puts runs together.
   *
   * @param runs the study's runs
   * @param entries the ledger's entry of a run, if there is one
   */
  public static StudyReport of(
      Study study, List<PlannedRun> runs, Function<PlannedRun, Optional<LedgerEntry>> entries) {
    return new StudyReport(StudyResults.of(study, runs, entries));
  }

  /** All rows, best on validation first. */
  public Table ranked() {
    return new StudyTable(results).ranked();
  }

  /** What the marks of the table mean, a line each. */
  public List<String> legend() {
    return new StudyTable(results).legend();
  }

  /** Writes {@code report.html}. */
  public void write(Path file) throws IOException {
    StudyPage.of(results).write(file);
  }
}
