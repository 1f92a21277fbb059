package io.sequent.common.network.recurrent;

import java.util.Arrays;

/** A recurrent layer with its memory. */
final class RecurrentStep implements VectorStep {
  private final PreparedMatrix inputWeights;
  private final PreparedMatrix recurrentWeights;
  private final CellArithmetic cell;
  private final float[] inputs; // [gates * hidden]
  private final float[] recurrents; // [gates * hidden]
  private final float[] h; // [hidden]
  private final float[] c; // [hidden]

  RecurrentStep(CellType type, RecurrentWeights weights) {
    int hidden = Math.toIntExact(weights.recurrent().size(0));
    inputWeights = PreparedMatrix.of(weights.input());
    recurrentWeights = PreparedMatrix.of(weights.recurrent());
    cell = new CellArithmetic(type, hidden, weights.bias().toFloatVector());
    inputs = new float[type.gates() * hidden];
    recurrents = new float[type.gates() * hidden];
    h = new float[hidden];
    c = new float[hidden];
  }

  @Override
  public float[] apply(float[] vector) {
    inputWeights.multiply(vector, inputs);
    recurrentWeights.multiply(h, recurrents);
    cell.advance(inputs, recurrents, 0, h, c, 0);
    return h;
  }

  @Override
  public void forget() {
    Arrays.fill(h, 0);
    Arrays.fill(c, 0);
  }

  @Override
  public void close() {
    inputWeights.close();
    recurrentWeights.close();
  }
}
