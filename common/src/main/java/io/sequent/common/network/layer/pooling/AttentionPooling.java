package io.sequent.common.network.layer.pooling;

import static java.util.Map.entry;

import io.sequent.common.network.layer.BaseFeedForwardLayer;
import io.sequent.common.network.layer.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of an {@link AttentionPoolingLayer}: input [batch, features, time], output
 * [batch, pooled features], the kinds of pooling one after the other, {@link Pooling#ATTENTION}
 * among them.
 *
 * <p>A step h gets the score u^T tanh(W h + b), and attention gives the mean of the steps weighted
 * with the softmax of their scores: additive attention (Bahdanau et al. 2015) to a learned context
 * u (Yang et al. 2016, equations 5 to 7). The parameters are W [features, size], b [1, size] and u
 * [size, 1]. As u starts small, it starts nearly as the plain mean. The layer ignores dropout.
 *
 * <pre>{@code
 * new AttentionPooling.Builder(List.of(Pooling.ATTENTION, Pooling.MAX), 64).build()
 * }</pre>
 */
public final class AttentionPooling extends BaseFeedForwardLayer {
  private static final long serialVersionUID = 1L;

  private static final String PROJECTION = "W";
  private static final String BIAS = "b";
  private static final String CONTEXT = "u";

  /**
   * What the first context is multiplied by: the scores of Glorot and Bengio's would already prefer
   * some steps to others, at random.
   */
  private static final double CONTEXT_SCALE = 0.1;

  private List<Pooling> kinds = List.of();
  private int length;
  private int size;

  // For Jackson.
  private AttentionPooling() {}

  private AttentionPooling(Builder builder) {
    super(builder);
    kinds = builder.kinds;
    length = builder.length;
    size = builder.size;
    setActivationFn(new ActivationIdentity());
    initializeConstraints(builder);
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new AttentionPoolingLayer(conf, type);
  }

  @Override
  protected List<Parameter> parameters() {
    return List.of(
        Parameter.weight(PROJECTION, 'f', getNIn(), size).drawn(getWeightInitFn()),
        Parameter.bias(BIAS, 'f', 1, size).filled(getBiasInit()),
        Parameter.weight(CONTEXT, 'f', size, 1).drawn(getWeightInitFn()).scaled(CONTEXT_SCALE));
  }

  /** Both sizes follow from the input. */
  @Override
  public void setNIn(InputType input, boolean override) {
    if (input instanceof InputTypeRecurrent sequences) {
      setNIn(sequences.getSize());
      setNOut(concatenation().width(sequences.getSize()));
    }
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return concatenation().outputType(sequences(index, input));
  }

  @Override
  protected long workingNumbers(InputType input) {
    long steps = Math.max(1, sequences(-1, input).getTimeSeriesLength());
    return Math.addExact(input.arrayElementsPerExample(), Math.multiplyExact(steps, size));
  }

  /** The weights, or their gradients, each by the name of its parameter. */
  static AttentionWeights weights(Function<String, INDArray> byName) {
    return new AttentionWeights(
        byName.apply(PROJECTION), byName.apply(BIAS), byName.apply(CONTEXT));
  }

  Concatenation concatenation() {
    return new Concatenation(kinds, length);
  }

  public List<Pooling> getKinds() {
    return kinds;
  }

  public void setKinds(List<Pooling> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /** Steps that flatten provides for. */
  public int getLength() {
    return length;
  }

  public void setLength(int length) {
    this.length = length;
  }

  /** Length of the vectors that are compared with u. */
  public int getSize() {
    return size;
  }

  public void setSize(int size) {
    this.size = size;
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(entry("kinds", kinds), entry("length", length), entry("size", size));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final List<Pooling> kinds;
    private final int size;
    private int length;

    /**
     * Builder.
     *
     * @param kinds in this order in the output, attention among them
     * @param size length of the vectors that are compared with u, at least 1
     * @throws IllegalArgumentException for another size, or kinds without attention
     */
    public Builder(List<Pooling> kinds, int size) {
      if (!kinds.contains(Pooling.ATTENTION)) {
        throw new IllegalArgumentException("no attention among " + kinds);
      }
      if (size <= 0) {
        throw new IllegalArgumentException("attention needs a size of at least 1, got " + size);
      }
      this.kinds = List.copyOf(kinds);
      this.size = size;
    }

    /** Steps that {@link Pooling#FLATTEN} provides for; 0 by default. */
    public Builder length(int length) {
      this.length = length;
      return this;
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException for flatten without a length
     */
    @Override
    public AttentionPooling build() {
      new Concatenation(kinds, length);
      return new AttentionPooling(this);
    }
  }
}
