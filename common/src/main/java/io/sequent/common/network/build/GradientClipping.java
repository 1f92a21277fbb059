package io.sequent.common.network.build;

import org.deeplearning4j.nn.conf.GradientNormalization;

/** What is done to large gradients. */
public enum GradientClipping {
  NONE(GradientNormalization.None),
  /** Each number is kept between minus and plus the threshold. */
  VALUE(GradientNormalization.ClipElementWiseAbsoluteValue),
  /** The gradient of each layer is shortened to the threshold (Pascanu et al. 2013). */
  NORM(GradientNormalization.ClipL2PerLayer);

  private final GradientNormalization normalization;

  GradientClipping(GradientNormalization normalization) {
    this.normalization = normalization;
  }

  GradientNormalization normalization() {
    return normalization;
  }
}
