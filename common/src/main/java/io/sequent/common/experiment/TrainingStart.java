package io.sequent.common.experiment;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.DataSettings;
import io.sequent.common.data.Splits;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.memory.NetworkMemory;
import io.sequent.common.report.Table;
import io.sequent.common.task.Model;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Where a training starts: the data, what was fitted on them, and a network with fresh weights.
 *
 * @param task the task
 * @param splits the examples, cut as the settings ask for
 * @param model the untrained network
 * @param batches of the training examples
 */
public record TrainingStart<E, P extends Preparation>(
    Task<E, P> task, Splits<E> splits, Model<P> model, Batches<E> batches) {
  // Enough to show that rows differ in length, small enough to be at once.
  private static final int DESCRIBED = 4;

  /**
   * Reads data, prepares them and makes the network.
   *
   * @throws UserError for bad data or settings
   */
  public static <E, P extends Preparation> TrainingStart<E, P> of(
      Task<E, P> task, Config config, DataLocation data) throws IOException {
    Splits<E> splits = read(task, config, data);
    return of(task, config, splits, task.prepare(splits.train(), config));
  }

  /**
   * Reads data and cuts them to what the settings leave.
   *
   * @throws UserError for bad data or settings
   */
  public static <E> Splits<E> read(Task<E, ?> task, Config config, DataLocation data)
      throws IOException {
    return task.data()
        .read(data.path(), config)
        .cut(config.get(DataSettings.MAX_TRAIN), config.get(DataSettings.MAX_TEST));
  }

  /**
   * The same of data that were read and prepared.
   *
   * @throws UserError if the machine has too little memory to train the network
   */
  static <E, P extends Preparation> TrainingStart<E, P> of(
      Task<E, P> task, Config config, Splits<E> splits, P preparation) throws IOException {
    config.get(NetworkSettings.PRECISION).requireHere();
    Batches<E> batches =
        task.data().batches(splits.train(), task.vectorizer(preparation, config), config);
    MultiLayerNetwork network =
        new MultiLayerNetwork(new MemoryNeeds<>(task, config, preparation, batches).fitting());
    network.init();
    task.initialise(network, preparation, config);
    return new TrainingStart<>(task, splits, new Model<>(network, preparation, config), batches);
  }

  /** What the network needs at the batch size that the settings ask for. */
  public NetworkMemory memory() {
    return new MemoryNeeds<>(task, model.config(), model.preparation(), batches)
        .of(model.network().getLayerWiseConfigurations());
  }

  /** The network layer by layer, with the shapes for the first few training examples. */
  public Table layers() {
    List<E> few = splits.train().subList(0, Math.min(DESCRIBED, splits.train().size()));
    return NetworkTable.of(model.network(), batches.vectorizer().vectorize(few));
  }
}
