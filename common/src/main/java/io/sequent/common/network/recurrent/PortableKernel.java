package io.sequent.common.network.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The kernel in ND4J operations only: any backend, float and double. Products with the input and
 * all weight gradients are one large product per gate over all steps; only the products with the
 * previous output are made step by step.
 */
final class PortableKernel implements RecurrentKernel {
  @Override
  public Pass forward(
      CellType cell,
      RecurrentWeights weights,
      INDArray input,
      int batch,
      INDArray output,
      Options options) {
    if (SingleStep.suits(input, batch, options)) {
      return new SingleStep(cell, weights, input, output, options);
    }
    PortablePass pass =
        switch (cell) {
          case RNN, RNN_RELU -> new RnnPass(cell, weights, input, batch, options);
          case LSTM -> new LstmPass(weights, input, batch, options);
          case GRU -> new GruPass(weights, input, batch, options);
        };
    pass.run(output);
    return pass;
  }
}
