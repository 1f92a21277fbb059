package io.sequent.common.network.layer.normalization;

import io.sequent.common.network.layer.Parameter;
import io.sequent.common.network.layer.SameWidth;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The configuration of a {@link SequenceBatchNormLayer}: each channel of sequences [batch,
 * channels, time] gets a mean of zero and a variance of one over all steps of the batch, and then a
 * learned scale gamma and shift beta (Ioffe and Szegedy 2015). 1e-5 is added to the variance. In
 * use, running averages stand for mean and variance; each training step moves them by a tenth of
 * the way.
 *
 * <p>Deeplearning4j's {@code BatchNormalization} accepts sequences too, but no masks: it would
 * include the padding. Here steps that the mask leaves out are not counted and come out as zeros.
 *
 * <p>As in Deeplearning4j, the running averages are parameters, and in the place of their gradient
 * stands what is to be subtracted. So the layer's gradient is neither clipped nor normalised, and
 * none of its parameters is regularised.
 */
public final class SequenceBatchNorm extends SameWidth {
  /** Added to the variance. */
  static final double EPSILON = 1e-5;

  /** What a training step leaves of the running averages. */
  static final double DECAY = 0.9;

  static final String GAMMA = "gamma";
  static final String BETA = "beta";
  static final String MEAN = "mean";
  static final String VARIANCE = "var";

  private static final long serialVersionUID = 1L;

  // For Jackson.
  private SequenceBatchNorm() {}

  private SequenceBatchNorm(Builder builder) {
    super(builder);
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new SequenceBatchNormLayer(conf, type);
  }

  @Override
  protected List<Parameter> parameters() {
    return List.of(
        Parameter.bias(GAMMA, 'f', 1, getNIn()).filled(1),
        Parameter.bias(BETA, 'f', 1, getNIn()),
        Parameter.other(MEAN, 'f', 1, getNIn()),
        Parameter.other(VARIANCE, 'f', 1, getNIn()).filled(1));
  }

  /** Whether a parameter is a running average. */
  static boolean isRunning(String parameter) {
    return parameter.equals(MEAN) || parameter.equals(VARIANCE);
  }

  /** The changes of the running averages are subtracted as they are. */
  @Override
  public IUpdater getUpdaterByParam(String name) {
    return isRunning(name) ? new NoOp() : super.getUpdaterByParam(name);
  }

  /** None: large changes of the running averages would shorten the gradient, or be clipped. */
  @Override
  public GradientNormalization getGradientNormalization() {
    return GradientNormalization.None;
  }

  @Override
  protected long workingNumbers(InputType input) {
    return input.arrayElementsPerExample();
  }

  /** The running averages have no updater. */
  @Override
  protected long updatedParams() {
    return super.updatedParams() / 2;
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    @Override
    public SequenceBatchNorm build() {
      return new SequenceBatchNorm(this);
    }
  }
}
