package io.sequent.common.task;

import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataSource;
import io.sequent.common.data.ShuffledBatches;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The data of a task: where they are, how they are read and put into batches.
 *
 * @param <E> one example
 */
public interface TaskData<E> {
  /** Where the data are and how they are fetched. */
  DataSource source();

  /**
   * The files that {@link #read} will read, in a fixed order: a run's data are known by their
   * checksums.
   *
   * @param place a file or folder in the task's format
   * @throws io.sequent.common.UserError if the place does not hold the task's data
   */
  List<Path> files(Path place, Config config) throws IOException;

  /**
   * Reads and splits the data.
   *
   * @param place a file or folder in the task's format
   * @throws io.sequent.common.UserError for bad data, with file, line and what was expected
   * @throws IOException if a file cannot be read
   */
  Splits<E> read(Path place, Config config) throws IOException;

  /**
   * Reads all examples of a place to evaluate a trained model on, undivided where the place is not
   * divided itself; by default what {@link #read} keeps for testing.
   *
   * @param labels what the model distinguishes, see {@link Preparation#labels}
   * @return the examples as the {@code test} part, with notes
   * @throws io.sequent.common.UserError for bad data, and for labels that the model does not have
   */
  default Splits<E> readForEvaluation(Path place, Config config, List<String> labels)
      throws IOException {
    return read(place, config);
  }

  /**
   * How examples are put into minibatches, for training and evaluation alike: shuffled by default,
   * with examples of similar length together.
   *
   * @param examples of one split
   */
  default Batches<E> batches(List<E> examples, Vectorizer<E> vectorizer, Config config) {
    return new ShuffledBatches<>(examples, vectorizer, config.get(TrainingSettings.BATCH_SIZE));
  }

  /** What people can see of the data; the examples as text by default. */
  default DataView<E> view() {
    return new DataView<>() {};
  }
}
