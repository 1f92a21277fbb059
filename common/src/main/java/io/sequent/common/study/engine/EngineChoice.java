package io.sequent.common.study.engine;

import java.io.IOException;

/** Which engine does the trainings. */
@FunctionalInterface
public interface EngineChoice {
  /**
   * Opens it, before anything is recorded.
   *
   * @throws io.sequent.common.UserError if it is not to be had
   */
  TrainingEngine open() throws IOException;
}
