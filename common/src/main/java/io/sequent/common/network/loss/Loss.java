package io.sequent.common.network.loss;

import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** The loss that training minimises. */
public enum Loss {
  CROSS_ENTROPY(true),
  KL_DIVERGENCE(true),
  FOCAL(true),
  MSE(false),
  MAE(false),
  MAPE(false),
  HUBER(false);

  private final boolean classification;

  Loss(boolean classification) {
    this.classification = classification;
  }

  /** Whether outputs are probabilities of classes; else they are any numbers. */
  public boolean classification() {
    return classification;
  }

  /** The activation of the output that the loss requires. */
  public Activation activation() {
    return classification ? Activation.SOFTMAX : Activation.IDENTITY;
  }

  /**
   * The function.
   *
   * @param focalGamma for {@link #FOCAL}
   * @param huberDelta for {@link #HUBER}
   * @param labelSmoothing for {@link #CROSS_ENTROPY}
   */
  public ILossFunction function(double focalGamma, double huberDelta, double labelSmoothing) {
    return switch (this) {
      case CROSS_ENTROPY ->
          labelSmoothing == 0 ? new LossMCXENT() : new SmoothedCrossEntropy(labelSmoothing);
      case KL_DIVERGENCE -> new KlDivergence();
      case FOCAL -> new FocalLoss(focalGamma);
      case MSE -> new LossMSE();
      case MAE -> new LossMAE();
      case MAPE -> new PercentageLoss();
      case HUBER -> new HuberLoss(huberDelta);
    };
  }
}
