package io.sequent.common.action;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.report.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints an evaluation. */
final class Verdict {
  private Verdict() {}

  /** The metrics as a table, then the evaluation's own tables. */
  static void print(Evaluation evaluation, String title, PrintStream out) {
    List<List<String>> rows = new ArrayList<>();
    evaluation.metrics().forEach((name, value) -> rows.add(List.of(name, number(value))));
    out.println();
    out.println(new Table(title, List.of("metric", "value"), rows).render());
    for (Table table : evaluation.tables()) {
      out.println();
      out.println(table.render());
    }
  }

  /** Four digits after the point; a metric that is not defined on the data prints as a dash. */
  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }
}
