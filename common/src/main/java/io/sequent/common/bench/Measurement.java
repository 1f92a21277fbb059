package io.sequent.common.bench;

import java.io.IOException;

/** One thing that can be measured. */
public interface Measurement {
  /** What a user asks for it by, and the second column of its lines; without spaces. */
  String name();

  /**
   * Measures and reports.
   *
   * @throws IOException if data cannot be read
   */
  void measure(BenchPlan plan, BenchReport report) throws IOException;
}
