package io.sequent.common.experiment;

import io.sequent.common.check.DataCheck;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.page.Section;
import io.sequent.common.report.Table;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.DataView;
import io.sequent.common.task.Task;
import java.util.List;

/** What a run's page shows of its data: pictures and, in words, what a check finds. */
final class DataSection {
  private DataSection() {}

  /**
   * Checks and draws the data; where that fails, the section is empty.
   *
   * @param scope where the test set is left alone there is no check, which would look at it
   */
  static <E> Section of(Task<E, ?> task, Splits<E> splits, Config config, RunRecord.Scope scope) {
    Section empty = Section.of("Data");
    return AfterTraining.attempt(
        "section on the data", () -> filled(empty, task, splits, config, scope), empty);
  }

  private static <E> Section filled(
      Section empty, Task<E, ?> task, Splits<E> splits, Config config, RunRecord.Scope scope) {
    DataView<E> view = task.data().view();
    Section section = empty.withPictures(view.pictures(splits, config));
    if (scope != RunRecord.Scope.TEST) {
      return section;
    }
    DataCheck check = view.check(splits, config).noting(splits.notes());
    Table findings = check.table();
    return section
        .withTables(findings.rows().isEmpty() ? List.of() : List.of(findings))
        .withTables(check.tables());
  }
}
