package io.sequent.common.classify;

import io.sequent.common.network.build.ClassWeights;
import java.util.List;

/** What examples of rare classes count in the training. */
enum ClassBalance {
  /** As much as any. */
  NONE {
    @Override
    ClassWeights of(List<Integer> counts) {
      return ClassWeights.NONE;
    }
  },
  /** So much more that all classes count as much in sum. */
  BALANCED {
    @Override
    ClassWeights of(List<Integer> counts) {
      return ClassWeights.of(counts, 1);
    }
  },
  /** The root of that. */
  SQUARE_ROOT {
    @Override
    ClassWeights of(List<Integer> counts) {
      return ClassWeights.of(counts, 0.5);
    }
  };

  /**
   * The weights.
   *
   * @param counts training examples of each class
   */
  abstract ClassWeights of(List<Integer> counts);
}
