package io.sequent.common.network.update;

import io.sequent.common.network.engine.NativeFloats;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A moving average of all parameters of a network over its updates, which often generalises better
 * than the last parameters (Polyak and Juditsky 1992; exponential as with Tarvainen and Valpola
 * 2017): after update n the average {@code a} of the parameters {@code w} becomes {@code d a + (1 -
 * d) w}.
 *
 * <p>{@code d = min(decay, (1 + n) / (10 + n))}, as in TensorFlow's {@code
 * ExponentialMovingAverage}: an early average covers about a tenth of the updates so far, so that
 * it soon forgets the random start. {@code n} is the network's iteration count. In floats a
 * relative difference below {@code 6e-8 / (1 - d)} is lost.
 *
 * <p>With a decay of zero the average is the parameters themselves, at no cost.
 *
 * <pre>{@code
 * step.fit(batch);
 * average.update();
 * }</pre>
 */
public final class WeightAverage {
  private static final int CHUNK_LENGTH = ParameterPass.CHUNK_LENGTH;

  private final MultiLayerNetwork network;
  private final double decay;
  private final INDArray average;

  private final float[] weights = new float[CHUNK_LENGTH];
  private final float[] averages = new float[CHUNK_LENGTH];

  /**
   * An average that starts from the current parameters.
   *
   * @param network initialised
   * @param decay in [0, 1); 0 for no average
   * @throws IllegalArgumentException if the decay is out of range
   */
  public WeightAverage(MultiLayerNetwork network, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("decay " + decay + ", expected from 0 to less than 1");
    }
    this.network = network;
    this.decay = decay;
    this.average = decay == 0 ? network.params() : network.params().dup();
  }

  /** Whether there is an average beside the parameters. */
  public boolean isOn() {
    return decay > 0;
  }

  /** The average, in the order of {@code network.params()}; changes with the next update. */
  public INDArray values() {
    return isOn() ? average : network.params();
  }

  /**
   * Resumes from another average.
   *
   * @param values one for each parameter of the network
   */
  public void restore(INDArray values) {
    if (isOn()) {
      average.assign(values);
    }
  }

  /** Includes the current parameters; to be called once after each update of the network. */
  public void update() {
    if (!isOn()) {
      return;
    }
    double updates = network.getIterationCount();
    double rest = 1 - Math.min(decay, (1 + updates) / (10 + updates));
    INDArray parameters = network.params();
    if (!NativeFloats.inOnePiece(parameters)) {
      average.addi(parameters.sub(average).muli(rest));
      return;
    }
    FloatBuffer to = NativeFloats.buffer(average);
    eachChunk(
        (start, n) -> {
          approach(averages, weights, n, (float) rest);
          to.put(start, averages, 0, n);
        });
  }

  /** Swaps the average and the parameters of the network; calling it twice restores both. */
  public void exchange() {
    if (!isOn()) {
      return;
    }
    INDArray parameters = network.params();
    if (!NativeFloats.inOnePiece(parameters)) {
      INDArray copy = parameters.dup();
      parameters.assign(average);
      average.assign(copy);
      return;
    }
    FloatBuffer there = NativeFloats.buffer(parameters);
    FloatBuffer here = NativeFloats.buffer(average);
    eachChunk(
        (start, n) -> {
          there.put(start, averages, 0, n);
          here.put(start, weights, 0, n);
        });
  }

  /** Processes a chunk, given its start and length. */
  private interface Chunk {
    void at(int start, int n);
  }

  /** Copies parameters and averages chunk by chunk into the buffers, and processes each. */
  private void eachChunk(Chunk chunk) {
    INDArray parameters = network.params();
    try {
      FloatBuffer there = NativeFloats.buffer(parameters);
      FloatBuffer here = NativeFloats.buffer(average);
      for (int start = 0; start < there.capacity(); start += CHUNK_LENGTH) {
        int n = Math.min(CHUNK_LENGTH, there.capacity() - start);
        there.get(start, weights, 0, n);
        here.get(start, averages, 0, n);
        chunk.at(start, n);
      }
    } finally {
      Reference.reachabilityFence(parameters);
    }
  }

  // A method of its own: the compiler turns it into vector instructions.
  private static void approach(float[] averages, float[] weights, int n, float rest) {
    for (int i = 0; i < n; i++) {
      averages[i] += rest * (weights[i] - averages[i]);
    }
  }
}
