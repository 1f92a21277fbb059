package io.sequent.common.network.build;

import org.deeplearning4j.nn.conf.GradientNormalization;

/** How large gradients are clipped. */
public enum GradientClipping {
  NONE(GradientNormalization.None),
  /** Each value is clipped to between minus and plus the threshold. */
  VALUE(GradientNormalization.ClipElementWiseAbsoluteValue),
  /** The gradient of each layer is scaled down to a norm of the threshold (Pascanu et al. 2013). */
  NORM(GradientNormalization.ClipL2PerLayer);

  private final GradientNormalization normalization;

  GradientClipping(GradientNormalization normalization) {
    this.normalization = normalization;
  }

  GradientNormalization normalization() {
    return normalization;
  }
}
