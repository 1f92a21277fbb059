package io.sequent.common.study.results;

import io.sequent.common.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a study has come to, for people. */
public final class StudyReport {
  private final StudyResults results;

  public StudyReport(StudyResults results) {
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

  /** Writes {@code report.html}. */
  public void write(Path file) throws IOException {
    StudyPage.of(results).write(file);
  }
}
