package io.sequent.common.network.update;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * The regularisation of a parameter w in one step: {@code l1 * sign(w) + l2 * w} is added to the
 * gradient, {@code decay * w} to the update.
 */
record Penalty(float l1, float l2, float decay) {
  private static final Penalty NONE = new Penalty(0, 0, 0);

  /**
   * Adds up the regularisations of a parameter.
   *
   * @param rate the learning rate; 1 for an updater without one
   * @return null if one is of another kind
   */
  static @Nullable Penalty of(
      @Nullable List<Regularization> regularizations, double rate, int iteration, int epoch) {
    if (regularizations == null || regularizations.isEmpty()) {
      return NONE;
    }
    double l1 = 0;
    double l2 = 0;
    double decay = 0;
    for (Regularization regularization : regularizations) {
      Class<?> kind = regularization.getClass(); // A subclass may do anything.
      if (kind == L1Regularization.class) {
        l1 += ((L1Regularization) regularization).getL1().valueAt(iteration, epoch);
      } else if (kind == L2Regularization.class) {
        l2 += ((L2Regularization) regularization).getL2().valueAt(iteration, epoch);
      } else if (kind == WeightDecay.class) {
        WeightDecay weightDecay = (WeightDecay) regularization;
        decay +=
            weightDecay.getCoeff().valueAt(iteration, epoch) * (weightDecay.isApplyLR() ? rate : 1);
      } else {
        return null;
      }
    }
    return new Penalty((float) l1, (float) l2, (float) decay);
  }

  boolean changesGradient() {
    return l1 != 0 || l2 != 0;
  }

  boolean isNone() {
    return !changesGradient() && decay == 0;
  }
}
