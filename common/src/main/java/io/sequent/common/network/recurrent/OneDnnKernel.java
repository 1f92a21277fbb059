package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.network.engine.PrimitiveCache;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The kernel on oneDNN's primitives: floats on a CPU. Other types and recurrent dropout, which
 * these do not support, are left to the portable kernel.
 */
final class OneDnnKernel implements RecurrentKernel {
  /**
   * Number of cached shapes. A data set of texts has some dozens of lengths, in two directions, for
   * training and evaluation.
   */
  private static final int MAX_SHAPES = 512;

  private static final int FEW_SEQUENCES = 16;
  private static final int MANY_UNITS = 512;

  private static final PrimitiveCache<RnnPrimitives.Shape, RnnPrimitives> PRIMITIVES =
      new PrimitiveCache<>(MAX_SHAPES, RnnPrimitives::new);

  private final RecurrentKernel portable = new PortableKernel();
  private final boolean bfloat16;

  /**
   * The kernel in a precision; passes of a single step are computed with floats in any case.
   *
   * @param bfloat16 whether inputs, outputs and weights are rounded to bfloat16 for the products
   * @throws IllegalStateException if oneDNN is not available
   */
  OneDnnKernel(boolean bfloat16) {
    this.bfloat16 = bfloat16;
    OneDnn.engine();
  }

  @Override
  public Pass forward(
      CellType cell,
      RecurrentWeights weights,
      INDArray input,
      int batch,
      INDArray output,
      Options options) {
    boolean suits = input.dataType() == DataType.FLOAT && options.recurrentDropout() == null;
    if (!suits || SingleStep.suits(input, batch, options)) {
      return portable.forward(cell, weights, input, batch, output, options);
    }
    boolean rounds =
        bfloat16 && !isSlowerRounded(cell, batch, weights.recurrent().size(0), options.training());
    OneDnnPass pass =
        new OneDnnPass(PRIMITIVES, cell, weights, input, batch, output, options, rounds);
    pass.run();
    return pass;
  }

  /**
   * Whether oneDNN takes longer with bfloat16: training a wide LSTM on few sequences, by a fifth to
   * a half. Predictions are always rounded, so that they do not depend on what else is in a batch.
   */
  private static boolean isSlowerRounded(CellType cell, int batch, long hidden, boolean training) {
    return training && cell == CellType.LSTM && batch < FEW_SEQUENCES && hidden > MANY_UNITS;
  }
}
