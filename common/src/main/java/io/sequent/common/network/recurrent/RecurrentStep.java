package io.sequent.common.network.recurrent;

import java.util.Arrays;

/** A recurrent layer with its memory of each sequence. */
final class RecurrentStep implements VectorStep {
  private final PreparedMatrix inputWeights;
  private final PreparedMatrix recurrentWeights;
  private final CellArithmetic cell;
  private final int hidden;
  private final int gates;
  private final float[] inputs; // [sequences * gates * hidden]
  private final float[] recurrents; // [sequences * gates * hidden]
  private final float[] h; // [sequences * hidden]
  private final float[] c; // [sequences * hidden]

  RecurrentStep(CellType type, RecurrentWeights weights, int sequences) {
    hidden = Math.toIntExact(weights.recurrent().size(0));
    gates = type.gates();
    inputWeights = PreparedMatrix.of(weights.input(), sequences);
    recurrentWeights = PreparedMatrix.of(weights.recurrent(), sequences);
    cell = new CellArithmetic(type, hidden, weights.bias().toFloatVector());
    inputs = new float[sequences * gates * hidden];
    recurrents = new float[sequences * gates * hidden];
    h = new float[sequences * hidden];
    c = new float[sequences * hidden];
  }

  @Override
  public float[] apply(float[] vectors) {
    inputWeights.multiply(vectors, inputs);
    recurrentWeights.multiply(h, recurrents);
    for (int state = 0; state < h.length; state += hidden) {
      cell.advance(inputs, recurrents, gates * state, h, c, state);
    }
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
