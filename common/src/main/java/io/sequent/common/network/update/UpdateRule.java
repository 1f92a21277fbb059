package io.sequent.common.network.update;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of an optimizer, element by element. */
interface UpdateRule {
  /**
   * The optimizer's state of each parameter, as Deeplearning4j's updater holds it: arrays as long
   * as the parameters of the block.
   */
  List<INDArray> moments();

  /** Whether a gradient of zero changes neither parameters nor moments. */
  boolean restsAtZero();

  /**
   * Updates the first elements of the arrays: {@code p -= update + decay * p}.
   *
   * @param p parameters
   * @param g gradients
   * @param moments one array for each of {@link #moments}
   * @param n number of elements to update
   * @param scale factor of each gradient
   * @param decay fraction of the parameters to subtract, the learning rate included
   */
  void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay);
}
