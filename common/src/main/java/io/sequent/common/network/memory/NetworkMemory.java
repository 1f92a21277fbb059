package io.sequent.common.network.memory;

import io.sequent.common.UserError;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * The bytes that a network takes, computed from its configuration before anything is allocated.
 * Those of parameters and optimizer are exact. Those of activations are an estimate: what the
 * layers compute for the largest batch, without what native libraries and garbage add to it.
 *
 * @param parameters of one copy of the parameters; the gradients take as much
 * @param copies of the parameters that a training keeps beside the network's own
 * @param optimizer what the optimizer keeps
 * @param trainingActivations of a training step
 * @param predictionActivations of a prediction
 * @param examples of the largest batch, features and labels, which pass through Java's heap
 */
public record NetworkMemory(
    long parameters,
    int copies,
    long optimizer,
    long trainingActivations,
    long predictionActivations,
    long examples) {
  /**
   * Java's arrays have no more numbers, and ND4J's updaters count parameters and what they keep of
   * them with integers.
   */
  private static final long MAX_NUMBERS = Integer.MAX_VALUE;

  /**
   * The memory of a network.
   *
   * @param copies of the parameters that a training keeps beside the network's own
   * @param training the batches that it is trained on
   * @param prediction the batches that it predicts for
   * @throws ArithmeticException if a size does not fit into a long
   */
  public static NetworkMemory of(
      MultiLayerConfiguration network,
      int copies,
      Collection<BatchShape> training,
      Collection<BatchShape> prediction) {
    long width = network.getDataType().width();
    long parameters = LayerSizes.parameters(network);
    long optimizer = LayerSizes.optimizer(network);
    long trained = 0;
    long predicted = 0;
    long arrays = 0;
    for (BatchShape batch : training) {
      List<LayerSizes> layers = LayerSizes.of(network, batch);
      long ends = ends(batch, layers);
      trained = Math.max(trained, Math.addExact(LayerSizes.training(layers), ends));
      arrays = Math.max(arrays, ends);
    }
    for (BatchShape batch : prediction) {
      List<LayerSizes> layers = LayerSizes.of(network, batch);
      long ends = ends(batch, layers);
      predicted = Math.max(predicted, Math.addExact(LayerSizes.prediction(layers), ends));
      arrays = Math.max(arrays, ends);
    }
    return new NetworkMemory(
        Math.multiplyExact(parameters, width),
        copies,
        Math.multiplyExact(optimizer, width),
        Math.multiplyExact(trained, width),
        Math.multiplyExact(predicted, width),
        Math.multiplyExact(arrays, width));
  }

  /**
   * Requires that a network can be loaded.
   *
   * @param machine bytes that there are
   * @return number of its parameters
   * @throws UserError if the machine has too little memory for them
   */
  public static long requireParametersFit(MultiLayerConfiguration network, long machine) {
    long parameters = LayerSizes.parameters(network);
    long bytes = Math.multiplyExact(parameters, network.getDataType().width());
    if (bytes > machine) {
      throw new UserError(
          "the parameters of the network need %s of memory, but this machine has %s"
              .formatted(ByteCount.text(bytes), ByteCount.text(machine)));
    }
    return parameters;
  }

  /** The features, and the labels, which are as many as the last outputs. */
  private static long ends(BatchShape batch, List<LayerSizes> layers) {
    return Math.addExact(batch.numbers(batch.input()), layers.get(layers.size() - 1).outputs());
  }

  /** Bytes at the peak of a training, which also validates. */
  public long training() {
    long kept = Math.multiplyExact(parameters, 2L + copies);
    return Math.addExact(Math.addExact(kept, optimizer), activations());
  }

  /** Bytes at the peak of a prediction. */
  public long prediction() {
    return Math.addExact(parameters, predictionActivations);
  }

  private long activations() {
    return Math.max(trainingActivations, predictionActivations);
  }

  /**
   * Requires that the network can be trained.
   *
   * @param machine bytes that there are
   * @param heap bytes that Java's heap can have
   * @throws UserError if it does not fit, with the sum
   */
  public void requireTrainable(long machine, long heap) {
    if (training() > machine) {
      throw new UserError(
          "the network needs %s of memory for training (%s), but this machine has %s; choose %s"
              .formatted(
                  ByteCount.text(training()), parts(), ByteCount.text(machine), remedy(machine)));
    }
    long largest = Math.min(heap, Math.multiplyExact(MAX_NUMBERS, Float.BYTES));
    if (examples > largest) {
      throw new UserError(
          ("the features and labels of a batch need %s, but Java can hold at most %s; choose"
                  + " smaller batches or shorter sequences, or a larger heap (-Xmx)")
              .formatted(ByteCount.text(examples), ByteCount.text(largest)));
    }
    long numbers = Math.max(parameters, optimizer) / Float.BYTES;
    if (numbers > MAX_NUMBERS) {
      throw new UserError(
          ("the optimizer would keep %,d numbers of the network's parameters, expected at most %,d;"
                  + " choose fewer or smaller layers, or smaller embeddings")
              .formatted(numbers, MAX_NUMBERS));
    }
  }

  private String remedy(long machine) {
    return training() - activations() > machine
        ? "fewer or smaller layers, or smaller embeddings"
        : "smaller batches, shorter sequences, or fewer or smaller layers";
  }

  /** The sum for training, part by part, and that for prediction, in one line. */
  public String describe() {
    return "memory: about %s for training (%s), about %s for prediction"
        .formatted(ByteCount.text(training()), parts(), ByteCount.text(prediction()));
  }

  private String parts() {
    return "parameters %s, gradients %s, copies of parameters %s, optimizer %s, activations %s"
        .formatted(
            ByteCount.text(parameters),
            ByteCount.text(parameters),
            ByteCount.text(Math.multiplyExact(parameters, (long) copies)),
            ByteCount.text(optimizer),
            ByteCount.text(activations()));
  }
}
