package io.sequent.common.network.transformer;

import io.sequent.common.network.layer.ConfiguredLayer;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a {@link LayerNormLayer}: the numbers of each step of sequences [batch,
 * width, time] get a mean of zero and a variance of one, and then a learned scale gamma and shift
 * beta (Ba et al. 2016). 1e-5 is added to the variance. Steps that the mask leaves out come out as
 * zeros.
 *
 * <p>An encoder of {@link TransformerBlock}s ends with it, for the blocks normalise what they read,
 * not what they put out.
 */
public final class LayerNorm extends SameWidth {
  private static final long serialVersionUID = 1L;

  // For Jackson.
  private LayerNorm() {}

  private LayerNorm(Builder builder) {
    super(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet("LayerNorm", getLayerName(), index, getNIn(), getNOut());
    return ConfiguredLayer.of(
        new LayerNormLayer(conf, type), conf, listeners, index, params, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return LayerNormParams.INSTANCE;
  }

  @Override
  long workingNumbers(InputTypeRecurrent input) {
    return 2 * Math.max(1, input.getTimeSeriesLength());
  }

  @Override
  public String toString() {
    return "LayerNorm(nIn=%d)".formatted(getNIn());
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    @Override
    public LayerNorm build() {
      return new LayerNorm(this);
    }
  }
}
