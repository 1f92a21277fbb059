package io.sequent.common.network.transformer;

import io.sequent.common.network.layer.Parameter;
import io.sequent.common.network.layer.SameWidth;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
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
  private static final String GAMMA = "gamma";
  private static final String BETA = "beta";

  // For Jackson.
  private LayerNorm() {}

  private LayerNorm(Builder builder) {
    super(builder);
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new LayerNormLayer(conf, type);
  }

  @Override
  protected List<Parameter> parameters() {
    return List.of(
        Parameter.bias(GAMMA, 'f', 1, getNIn()).filled(1), Parameter.bias(BETA, 'f', 1, getNIn()));
  }

  /** The parameters, or their gradients, each by its name. */
  static Norm norm(Function<String, INDArray> byName) {
    return new Norm(byName.apply(GAMMA), byName.apply(BETA));
  }

  @Override
  protected long workingNumbers(InputType input) {
    return 2 * Math.max(1, sequences(-1, input).getTimeSeriesLength());
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
