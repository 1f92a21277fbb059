package io.sequent.common.network.update;

import io.sequent.common.network.engine.NativeFloats;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A moving average of all parameters of a network over its updates, which is often the better
 * network (Polyak and Juditsky 1992; exponential as with Tarvainen and Valpola 2017): after update
 * n the average {@code a} of the parameters {@code w} becomes {@code d a + (1 - d) w}.
 *
 * <p>{@code d = min(decay, (1 + n) / (10 + n))}, as in TensorFlow's {@code
 * ExponentialMovingAverage}: an early average reaches back over about a tenth of the updates so
 * far, so that it does not hang on to the random start. {@code n} is the network's own count. In
 * floats a difference below {@code 6e-8 / (1 - d)} of a parameter is lost.
 *
 * <p>With a decay of zero the average is the parameters, and nothing costs anything.
 *
 * <pre>{@code
 * step.fit(batch);
 * average.update();
 * }</pre>
 */
public final class WeightAverage {
  private static final int PIECE = ParameterPass.PIECE;

  private final MultiLayerNetwork network;
  private final double decay;
  private final INDArray average;

  private final float[] weights = new float[PIECE];
  private final float[] averages = new float[PIECE];

  /**
   * An average that starts with the parameters as they are.
   *
   * @param network initialised
   * @param decay from 0, for no average, to less than 1
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

  /** Whether the average is anything but the parameters. */
  public boolean isOn() {
    return decay > 0;
  }

  /** The average, in the order of {@code network.params()}; changes with the next update. */
  public INDArray values() {
    return isOn() ? average : network.params();
  }

  /**
   * Goes on with another average.
   *
   * @param values as many as the network has parameters
   */
  public void restore(INDArray values) {
    if (isOn()) {
      average.assign(values);
    }
  }

  /** Takes the parameters in, once after each update of the network. */
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
    eachPiece(
        (start, n) -> {
          approach(averages, weights, n, (float) rest);
          to.put(start, averages, 0, n);
        });
  }

  /** Puts the average into the network and the parameters into its place; twice is not at all. */
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
    eachPiece(
        (start, n) -> {
          there.put(start, averages, 0, n);
          here.put(start, weights, 0, n);
        });
  }

  /** Where a piece starts, and how long it is. */
  private interface Piece {
    void at(int start, int n);
  }

  /** Copies parameters and averages piece by piece, for something to be done with each. */
  private void eachPiece(Piece piece) {
    INDArray parameters = network.params();
    FloatBuffer there = NativeFloats.buffer(parameters);
    FloatBuffer here = NativeFloats.buffer(average);
    for (int start = 0; start < there.capacity(); start += PIECE) {
      int n = Math.min(PIECE, there.capacity() - start);
      there.get(start, weights, 0, n);
      here.get(start, averages, 0, n);
      piece.at(start, n);
    }
    Reference.reachabilityFence(parameters);
  }

  // A method of its own: the compiler makes vector instructions of it.
  private static void approach(float[] averages, float[] weights, int n, float rest) {
    for (int i = 0; i < n; i++) {
      averages[i] += rest * (weights[i] - averages[i]);
    }
  }
}
