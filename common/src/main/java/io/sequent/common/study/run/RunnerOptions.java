package io.sequent.common.study.run;

import io.sequent.common.study.Study;
import java.nio.file.Path;

/**
 * How a study is run.
 *
 * @param runs the folder of all runs; those of a study lie in {@code studies/<study>} below it
 * @param parallel runs at the same time, at least 1
 * @param cheapestFirst whether the runs that are likely to be short come first
 * @param retryFailed whether runs that failed before are tried again
 */
public record RunnerOptions(Path runs, int parallel, boolean cheapestFirst, boolean retryFailed) {
  /** Where a study's runs and its report are. */
  public Path folder(Study study) {
    return runs.resolve("studies").resolve(study.id());
  }
}
