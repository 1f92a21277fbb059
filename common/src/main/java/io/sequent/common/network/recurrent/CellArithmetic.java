package io.sequent.common.network.recurrent;

/**
 * One step of a cell, given its products, in plain Java: for steps so small that an operation of
 * ND4J costs more than its arithmetic.
 */
final class CellArithmetic {
  private final CellType cell;
  private final int hidden;
  private final float[] biases; // [biases * hidden]

  /**
   * @param biases as in {@link RecurrentWeights}
   */
  CellArithmetic(CellType cell, int hidden, float[] biases) {
    this.cell = cell;
    this.hidden = hidden;
    this.biases = biases.clone();
  }

  /**
   * Advances the state of one sequence.
   *
   * @param inputs {@code Wx}, gates * hidden numbers from {@code gatesFrom} on
   * @param recurrents {@code Rh}, likewise
   * @param h the output, hidden numbers from {@code stateFrom} on; is overwritten
   * @param c the memory of an LSTM, likewise
   */
  public void advance(
      float[] inputs, float[] recurrents, int gatesFrom, float[] h, float[] c, int stateFrom) {
    for (int unit = 0; unit < hidden; unit++) {
      int at = stateFrom + unit;
      int i = gatesFrom + unit;
      switch (cell) {
        case RNN -> h[at] = (float) tanh(sum(inputs, recurrents, i, unit));
        case RNN_RELU -> h[at] = (float) Math.max(0, sum(inputs, recurrents, i, unit));
        case LSTM -> {
          double in = sigmoid(sum(inputs, recurrents, i, unit));
          double forget = sigmoid(sum(inputs, recurrents, i + hidden, unit + hidden));
          double candidate = tanh(sum(inputs, recurrents, i + 2 * hidden, unit + 2 * hidden));
          double out = sigmoid(sum(inputs, recurrents, i + 3 * hidden, unit + 3 * hidden));
          double memory = forget * c[at] + in * candidate;
          c[at] = (float) memory;
          h[at] = (float) (out * tanh(memory));
        }
        case GRU -> {
          double update = sigmoid(sum(inputs, recurrents, i, unit));
          double reset = sigmoid(sum(inputs, recurrents, i + hidden, unit + hidden));
          double carried = (double) recurrents[i + 2 * hidden] + biases[unit + 3 * hidden];
          double in = (double) inputs[i + 2 * hidden] + biases[unit + 2 * hidden];
          double candidate = tanh(in + reset * carried);
          h[at] = (float) (update * h[at] + (1 - update) * candidate);
        }
      }
    }
  }

  /** {@code Wx + Rh + b} of one unit of one gate. */
  private double sum(float[] inputs, float[] recurrents, int at, int bias) {
    return (double) inputs[at] + recurrents[at] + biases[bias];
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Several times as fast as Java's, and exact to the precision of a float. */
  private static double tanh(double x) {
    return 2 / (1 + Math.exp(-2 * x)) - 1;
  }
}
