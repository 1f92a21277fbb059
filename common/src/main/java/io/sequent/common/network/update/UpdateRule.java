package io.sequent.common.network.update;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What one optimizer does in one step, number by number. */
interface UpdateRule {
  /**
   * What the optimizer remembers of each parameter, as Deeplearning4j's updater holds it: arrays as
   * long as the parameters of the block.
   */
  List<INDArray> moments();

  /** Whether a gradient of zero changes neither parameters nor moments. */
  boolean restsAtZero();

  /**
   * Updates the first numbers of the arrays: {@code p -= update + decay * p}.
   *
   * @param p parameters
   * @param g gradients
   * @param moments one array for each of {@link #moments}
   * @param n how many numbers
   * @param scale what each gradient is multiplied by first
   * @param decay share of the parameters to take away, the learning rate included
   */
  void apply(float[] p, float[] g, float[][] moments, int n, float scale, float decay);
}
