package io.sequent.common.network.transformer;

import static java.util.Map.entry;

import io.sequent.common.network.layer.DropoutProbability;
import io.sequent.common.network.layer.Parameter;
import io.sequent.common.network.layer.SameWidth;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a {@link LayerNormLayer}: the numbers of each step of sequences [batch,
 * width, time], or of each vector [batch, width], get a mean of zero and a variance of one, and
 * then a learned scale gamma and shift beta (Ba et al. 2016). Steps that the mask leaves out come
 * out as zeros.
 *
 * <p>An encoder of {@link TransformerBlock}s ends with it, for the blocks normalise what they read,
 * not what they put out. The layer ignores dropout other than its own.
 */
public final class LayerNorm extends SameWidth {
  private static final long serialVersionUID = 1L;
  private static final String GAMMA = "gamma";
  private static final String BETA = "beta";

  private double epsilon = Norm.EPSILON;
  private double dropout;

  // For Jackson.
  private LayerNorm() {}

  private LayerNorm(Builder builder) {
    super(builder);
    epsilon = builder.epsilon;
    dropout = builder.dropout;
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
  public InputType getOutputType(int index, InputType input) {
    return input instanceof InputTypeFeedForward ? input : super.getOutputType(index, input);
  }

  @Override
  protected long workingNumbers(InputType input) {
    return input instanceof InputTypeRecurrent sequences
        ? 2 * Math.max(1, sequences.getTimeSeriesLength())
        : 2;
  }

  /** What is added to the variance. */
  public double getEpsilon() {
    return epsilon;
  }

  public void setEpsilon(double epsilon) {
    this.epsilon = epsilon;
  }

  /** The probability of each output to be dropped in training. */
  public double getDropout() {
    return dropout;
  }

  public void setDropout(double dropout) {
    this.dropout = dropout;
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(entry("epsilon", epsilon), entry("dropout", dropout));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double epsilon = Norm.EPSILON;
    private double dropout;

    /**
     * See {@link LayerNorm#getEpsilon}; 1e-5 by default.
     *
     * @param added above 0
     * @throws IllegalArgumentException for another
     */
    public Builder epsilon(double added) {
      epsilon = Norm.requireEpsilon(added);
      return this;
    }

    /**
     * See {@link LayerNorm#getDropout}; 0 by default.
     *
     * @param probability from 0, for none, to less than 1
     * @throws IllegalArgumentException for another
     */
    public Builder dropout(double probability) {
      dropout = DropoutProbability.require("dropout", probability);
      return this;
    }

    @Override
    public LayerNorm build() {
      return new LayerNorm(this);
    }
  }
}
