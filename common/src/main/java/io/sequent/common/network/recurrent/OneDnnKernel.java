package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.network.engine.PrimitiveCache;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The kernel on oneDNN's primitives: floats on a CPU. What these cannot do, which is any other type
 * and recurrent dropout, it leaves to the portable kernel.
 */
final class OneDnnKernel implements RecurrentKernel {
  /**
   * Shapes that are kept. A data set of texts has some dozens of lengths, in two directions, to
   * train and to evaluate with.
   */
  private static final int SHAPES = 512;

  private static final PrimitiveCache<RnnPrimitives.Shape, RnnPrimitives> PRIMITIVES =
      new PrimitiveCache<>(SHAPES, RnnPrimitives::new);

  private final RecurrentKernel portable = new PortableKernel();

  /**
   * @throws IllegalStateException if oneDNN cannot be used here
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
