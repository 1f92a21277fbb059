package io.sequent.common.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What was fitted on the training data and is needed to use the model: vocabularies, scalers. */
public interface Preparation {
  /** Writes it into a run folder as readable files. */
  void save(Path run) throws IOException;

  /** What a user should know of it, a line each; nothing by default. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * What the model distinguishes, in the order of its outputs: classes, tags, series. Data that are
   * read for a trained model have these, whatever else they hold; empty if there are none.
   */
  default List<String> labels() {
    return List.of();
  }
}
