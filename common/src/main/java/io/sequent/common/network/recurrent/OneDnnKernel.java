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

  private static final PrimitiveCache<RnnPrimitives.Shape, RnnPrimitives> PRIMITIVES =
      new PrimitiveCache<>(MAX_SHAPES, RnnPrimitives::new);

  private final RecurrentKernel portable = new PortableKernel();

  /**
   * @throws IllegalStateException if oneDNN is not available
   */
  public OneDnnKernel() {
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
    OneDnnPass pass = new OneDnnPass(PRIMITIVES, cell, weights, input, batch, output, options);
    pass.run();
    return pass;
  }
}
