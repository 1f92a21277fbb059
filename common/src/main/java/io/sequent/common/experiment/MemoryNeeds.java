package io.sequent.common.experiment;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.Batches;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.memory.BatchShape;
import io.sequent.common.network.memory.ByteCount;
import io.sequent.common.network.memory.MachineMemory;
import io.sequent.common.network.memory.NetworkMemory;
import io.sequent.common.task.Preparation;
import io.sequent.common.task.Task;
import io.sequent.common.train.Pretraining;
import io.sequent.common.train.TrainingSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * What a network will need to be trained as the settings say, found out before anything is
 * allocated for it.
 *
 * @param batches of the training examples, at least one
 */
record MemoryNeeds<E, P extends Preparation>(
    Task<E, P> task, Config config, P preparation, Batches<E> batches) {

  /**
   * The network that the settings ask for.
   *
   * @throws UserError if this machine has too little memory to train it
   */
  MultiLayerConfiguration fitting() {
    return fitting(MachineMemory.bytes(), Runtime.getRuntime().maxMemory());
  }

  /**
   * The network that the settings ask for.
   *
   * @param machine bytes that there are
   * @param heap bytes that Java's heap can have
   * @throws UserError if they are too few to train it
   */
  MultiLayerConfiguration fitting(long machine, long heap) {
    try {
      MultiLayerConfiguration network = task.network(preparation, config);
      of(network).requireTrainable(machine, heap);
      long pretraining = Pretraining.from(config).heapBytes(network);
      if (pretraining > heap) {
        throw new UserError(
            "the skip-gram needs %s of Java's heap, which has %s; choose smaller embeddings"
                .formatted(ByteCount.text(pretraining), ByteCount.text(heap)));
      }
      return network;
    } catch (ArithmeticException e) {
      throw new UserError(
          "the network needs more memory than 64 bits can count; choose smaller batches, shorter"
              + " sequences, or fewer or smaller layers",
          e);
    }
  }

  /** The needs of a network. */
  NetworkMemory of(MultiLayerConfiguration network) {
    List<List<E>> evaluated = batches.forEvaluation();
    List<E> one = evaluated.get(0).subList(0, 1);
    long[] features = batches.vectorizer().vectorize(one).getFeatures().shape();
    Set<BatchShape> training = shapes(batches.epoch(config.get(CommonSettings.SEED), 0), features);
    if (config.get(NetworkSettings.CONSISTENCY) > 0) {
      training = training.stream().map(BatchShape::doubled).collect(Collectors.toSet());
    }
    // The best parameters so far, and their average.
    int copies = config.get(TrainingSettings.WEIGHT_AVERAGING) > 0 ? 2 : 1;
    return NetworkMemory.of(network, copies, training, shapes(evaluated, features));
  }

  private Set<BatchShape> shapes(List<List<E>> some, long[] features) {
    Vectorizer<E> vectorizer = batches.vectorizer();
    return some.stream()
        .map(
            batch ->
                BatchShape.of(
                    batch.size(),
                    features,
                    batch.stream().mapToInt(vectorizer::length).max().orElse(1)))
        .collect(Collectors.toSet());
  }
}
