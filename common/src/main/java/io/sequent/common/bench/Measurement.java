package io.sequent.common.bench;

import java.io.IOException;

/** One thing that can be measured. */
interface Measurement {
  /** The name that a user selects it by, and the second column of its lines; without spaces. */
  String name();

  /**
   * Measures and reports.
   *
   * @throws IOException if data cannot be read
   */
  void measure(BenchPlan plan, BenchReport report) throws IOException;
}
