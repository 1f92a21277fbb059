package io.sequent.common.cli;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.report.Table;
import java.io.PrintStream;

/** Prints an evaluation. */
final class EvaluationPrinter {
  private EvaluationPrinter() {}

  /** The metrics as a table, then the evaluation's own tables. */
  static void print(Evaluation evaluation, String title, PrintStream out) {
    out.println();
    out.println(evaluation.table(title).render());
    for (Table table : evaluation.tables()) {
      out.println();
      out.println(table.render());
    }
  }
}
