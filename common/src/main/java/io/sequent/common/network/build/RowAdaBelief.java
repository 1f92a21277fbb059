package io.sequent.common.network.build;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * AdaBelief with its state as a row matrix. Deeplearning4j 1.0.0-M2.1's own makes it a vector and
 * then fails on the second dimension.
 */
public final class RowAdaBelief extends AdaBelief {
  private static final long serialVersionUID = 1L;

  public RowAdaBelief(@JsonProperty("learningRate") double learningRate) {
    super(learningRate);
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray state, boolean initialize) {
    long length = state.length();
    AdaBeliefUpdater updater = new AdaBeliefUpdater(this);
    updater.setStateViewArray(
        state.reshape(1, length), new long[] {1, length / 2}, state.ordering(), initialize);
    return updater;
  }

  @Override
  public AdaBelief clone() {
    RowAdaBelief clone = new RowAdaBelief(getLearningRate());
    clone.setLearningRateSchedule(getLearningRateSchedule());
    clone.setBeta1(getBeta1());
    clone.setBeta2(getBeta2());
    clone.setEpsilon(getEpsilon());
    return clone;
  }
}
