package io.sequent.common.network.layer.embedding;

import static java.util.Map.entry;

import io.sequent.common.network.layer.BaseFeedForwardLayer;
import io.sequent.common.network.layer.DropoutProbability;
import io.sequent.common.network.layer.Parameter;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link WeightedBagLayer}: a dense layer on sparse vectors, f(Wx + b). Its
 * input [batch, 2, entries] has the places of an example's numbers in the first channel, from 1 to
 * {@code nIn} - 1, and the numbers in the second; place 0 is for none. The output is [batch, nOut].
 *
 * <p>With {@link #isLazyUpdates lazy updates} a training step updates the rows of a batch alone, as
 * {@link TokenEmbedding} explains. In training each number can be {@link #getEntryDropout dropped}.
 */
public final class WeightedBag extends BaseFeedForwardLayer {
  /** Of its input. */
  public static final int CHANNELS = 2;

  static final String WEIGHTS = "W";
  static final String BIAS = "b";

  private static final long serialVersionUID = 1L;

  private boolean lazyUpdates;
  private double entryDropout;

  // For Jackson.
  private WeightedBag() {}

  private WeightedBag(Builder builder) {
    super(builder);
    lazyUpdates = builder.lazyUpdates;
    entryDropout = builder.entryDropout;
    initializeConstraints(builder);
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new WeightedBagLayer(conf, type);
  }

  @Override
  protected List<Parameter> parameters() {
    return List.of(
        Parameter.weight(WEIGHTS, 'c', getNIn(), getNOut()).drawn(getWeightInitFn()),
        Parameter.bias(BIAS, 'c', 1, getNOut()).filled(getBiasInit()));
  }

  /** Both sizes are the builder's: the input's channels do not depend on the places. */
  @Override
  public void setNIn(InputType input, boolean override) {}

  @Override
  public InputType getOutputType(int index, InputType input) {
    if (!(input instanceof InputTypeRecurrent sparse) || sparse.getSize() != CHANNELS) {
      throw new IllegalStateException(
          "WeightedBag accepts two channels, but layer " + index + " gets " + input);
    }
    return InputType.feedForward(getNOut());
  }

  @Override
  protected long workingNumbers(InputType input) {
    return getNOut();
  }

  /** Whether a training step updates only the rows of its batch; see above. */
  public boolean isLazyUpdates() {
    return lazyUpdates;
  }

  public void setLazyUpdates(boolean lazyUpdates) {
    this.lazyUpdates = lazyUpdates;
  }

  /**
   * The probability that a training step leaves out a number of an example; the others are scaled
   * up so that the expected sum stays. In a linear model it acts as a penalty on the weights,
   * adapted to each (Wager et al. 2013).
   */
  public double getEntryDropout() {
    return entryDropout;
  }

  public void setEntryDropout(double entryDropout) {
    this.entryDropout = entryDropout;
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(entry("lazyUpdates", lazyUpdates), entry("entryDropout", entryDropout));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private boolean lazyUpdates;
    private double entryDropout;

    /**
     * Builder.
     *
     * @param places number of places, 0 included
     * @param units outputs for each example
     */
    public Builder(int places, int units) {
      setNIn(places);
      setNOut(units);
    }

    /** See {@link WeightedBag#isLazyUpdates}. */
    public Builder lazyUpdates(boolean lazy) {
      lazyUpdates = lazy;
      return this;
    }

    /**
     * See {@link WeightedBag#getEntryDropout}; 0 by default.
     *
     * @param probability from 0, for none, to less than 1
     * @throws IllegalArgumentException for another
     */
    public Builder entryDropout(double probability) {
      entryDropout = DropoutProbability.require("entry dropout", probability);
      return this;
    }

    @Override
    public WeightedBag build() {
      return new WeightedBag(this);
    }
  }
}
