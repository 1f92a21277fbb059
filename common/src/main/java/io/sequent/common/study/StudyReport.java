package io.sequent.common.study;

import io.sequent.common.report.Table;
import java.util.List;

/** What a study has come to, for people. */
public final class StudyReport {
  private final StudyResults results;

  StudyReport(StudyResults results) {
    this.results = results;
  }

  /** All rows, best on validation first. */
  public Table ranked() {
    return new StudyTable(results).ranked();
  }

  /** What the marks of the table mean, a line each. */
  public List<String> legend() {
    return new StudyTable(results).legend();
  }
}
