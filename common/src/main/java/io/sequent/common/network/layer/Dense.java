package io.sequent.common.network.layer;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link StepwiseDenseLayer}: vectors [batch, nIn] become [batch, nOut], and
 * sequences [batch, nIn, time] become [batch, nOut, time], each step by itself. With {@link
 * #isConcat} nIn + nOut numbers come out: the input, as dropout left it, then f(Wx + b).
 *
 * <p>Unlike Deeplearning4j's {@code DenseLayer} it accepts sequences as they are, without copies
 * into another order, and keeps its forward pass for the backward pass.
 */
public final class Dense extends BaseFeedForwardLayer {
  private static final long serialVersionUID = 1L;

  static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
  static final String BIAS = DefaultParamInitializer.BIAS_KEY;

  private boolean concat;

  // For Jackson.
  private Dense() {}

  private Dense(Builder builder) {
    super(builder);
    concat = builder.concat;
    initializeConstraints(builder);
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new StepwiseDenseLayer(conf, type);
  }

  @Override
  protected List<Parameter> parameters() {
    return List.of(
        Parameter.weight(WEIGHTS, 'f', getNIn(), getNOut()).drawn(getWeightInitFn()),
        Parameter.bias(BIAS, 'f', getNOut()).filled(getBiasInit()));
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    if (input instanceof InputTypeRecurrent sequences) {
      return InputType.recurrent(outputs(sequences.getSize()), sequences.getTimeSeriesLength());
    }
    if (input instanceof InputTypeFeedForward vectors) {
      return InputType.feedForward(outputs(vectors.getSize()));
    }
    throw new IllegalStateException(
        "Dense accepts vectors or sequences, but layer " + index + " gets " + input);
  }

  @Override
  protected long workingNumbers(InputType input) {
    return getOutputType(-1, input).arrayElementsPerExample();
  }

  private long outputs(long inputs) {
    return concat ? inputs + getNOut() : getNOut();
  }

  /** Whether the input is prepended to the outputs. */
  public boolean isConcat() {
    return concat;
  }

  public void setConcat(boolean concat) {
    this.concat = concat;
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(entry("concat", concat));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private boolean concat;

    /**
     * Builder.
     *
     * @param units outputs for each vector or step
     */
    public Builder(int units) {
      setNOut(units);
    }

    /** See {@link Dense#isConcat}; false by default. */
    public Builder concat(boolean concat) {
      this.concat = concat;
      return this;
    }

    @Override
    public Dense build() {
      return new Dense(this);
    }
  }
}
