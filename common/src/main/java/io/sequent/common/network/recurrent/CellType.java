package io.sequent.common.network.recurrent;

/**
 * The recurrence of a layer. With {@code x} the input, {@code h} the previous output and {@code σ}
 * the logistic function:
 *
 * <ul>
 *   <li>{@link #RNN}, Elman 1990: {@code h' = tanh(Wx + Rh + b)};
 *   <li>{@link #RNN_RELU}, the same with rectified units, Le et al. 2015: {@code h' = max(0, Wx +
 *       Rh + b)};
 *   <li>{@link #LSTM}, Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000,
 *       without peepholes: {@code c' = σ(f)⊙c + σ(i)⊙tanh(g)}, {@code h' = σ(o)⊙tanh(c')}; gates in
 *       the order i, f, g, o;
 *   <li>{@link #GRU}, Cho et al. 2014 with the reset gate after the product, as cuDNN, PyTorch and
 *       Keras compute it: {@code n = tanh(Wx + b + σ(r)⊙(Rh + b'))}, {@code h' = σ(z)⊙h +
 *       (1-σ(z))⊙n}; gates in the order z, r, n; the bias {@code b'} comes after those of the
 *       gates.
 * </ul>
 */
public enum CellType {
  RNN(1, 1, 3, 6, 1),
  RNN_RELU(1, 1, 3, 6, 1),
  LSTM(4, 4, 11, 21, 3),
  GRU(3, 4, 10, 16, 16);

  private final int gates;
  private final int biases;
  // What oneDNN 2.5 asks for at each step for each unit, rounded up, beside the states.
  private final int kept;
  private final int trainingScratch;
  private final int predictionScratch;

  CellType(int gates, int biases, int kept, int trainingScratch, int predictionScratch) {
    this.gates = gates;
    this.biases = biases;
    this.kept = kept;
    this.trainingScratch = trainingScratch;
    this.predictionScratch = predictionScratch;
  }

  /** The number of blocks of {@code hidden} columns of the weight matrices. */
  public int gates() {
    return gates;
  }

  /** The number of blocks of {@code hidden} numbers of the bias. */
  public int biases() {
    return biases;
  }

  /** Whether the state has a memory cell beside the output. */
  public boolean hasCell() {
    return this == LSTM;
  }

  /**
   * Numbers of each unit and step that training keeps, the outputs in oneDNN's order among them,
   * beside the states.
   */
  int kept() {
    return kept;
  }

  /** Numbers of each unit and step while either pass of a training runs. */
  int trainingScratch() {
    return trainingScratch;
  }

  /** Numbers of each unit and step while a prediction runs, beside the states. */
  int predictionScratch() {
    return predictionScratch;
  }
}
