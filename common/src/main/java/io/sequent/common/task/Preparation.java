package io.sequent.common.task;

import java.io.IOException;
import java.nio.file.Path;

/** What was fitted on the training data and is needed to use the model: vocabularies, scalers. */
public interface Preparation {
  /** Writes it into a run folder as readable files. */
  void save(Path run) throws IOException;
}
