package io.sequent.common.network.transformer;

import static java.util.Map.entry;

import io.sequent.common.network.layer.DropoutProbability;
import io.sequent.common.network.layer.Parameter;
import io.sequent.common.network.layer.SameWidth;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link TransformerBlockLayer}, one block of a transformer's encoder:
 * sequences [batch, width, time] become sequences of the same shape.
 *
 * <pre>
 * y = x + dropout(attention(norm(x)))
 * z = y + dropout(feedForward(norm(y)))
 * </pre>
 *
 * <p>Multi-head self-attention and the feed-forward network are those of Vaswani et al. 2017, the
 * latter with a GELU (Hendrycks and Gimpel 2016) in the tanh form or, as {@link #isExactGelu exact
 * GELU}, with erf. The normalisation stands in front of each branch (pre-norm, Xiong et al. 2020),
 * so the last block's output needs a {@link LayerNorm}. {@link #isPostNorm Post-norm} blocks, such
 * as those of BERT (Devlin et al. 2019), normalise the sums instead:
 *
 * <pre>
 * y = norm(x + dropout(attention(x)))
 * z = norm(y + dropout(feedForward(y)))
 * </pre>
 *
 * <p>Steps that the mask leaves out are attended to by none and come out as zeros.
 *
 * <p>Without {@link PositionEmbedding} a block does not know the order of the steps. Weight decay,
 * L1 and L2 spare biases and normalisations. The layer ignores dropout other than its own two.
 *
 * <pre>{@code
 * new TransformerBlock.Builder(4, 1024).residualDropout(0.1).attentionDropout(0.1).build()
 * }</pre>
 */
public final class TransformerBlock extends SameWidth {
  private static final long serialVersionUID = 1L;

  private int heads;
  private int feedForward;
  private double residualDropout;
  private double attentionDropout;
  private boolean postNorm;
  private boolean exactGelu;
  private double epsilon = Norm.EPSILON;

  // For Jackson.
  private TransformerBlock() {}

  private TransformerBlock(Builder builder) {
    super(builder);
    heads = builder.heads;
    feedForward = builder.feedForward;
    residualDropout = builder.residualDropout;
    attentionDropout = builder.attentionDropout;
    postNorm = builder.postNorm;
    exactGelu = builder.exactGelu;
    epsilon = builder.epsilon;
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    requireHeadsOfEqualSize(getNIn());
    return new TransformerBlockLayer(conf, type);
  }

  @Override
  protected List<Parameter> parameters() {
    return BlockWeights.parameters(getNIn(), feedForward, getWeightInitFn(), getBiasInit());
  }

  /**
   * What comes out.
   *
   * @throws IllegalArgumentException if the width cannot be divided among the heads
   * @throws IllegalStateException if the input is not sequences
   */
  @Override
  public InputType getOutputType(int index, InputType input) {
    InputTypeRecurrent sequences = sequences(index, input);
    requireHeadsOfEqualSize(sequences.getSize());
    return sequences;
  }

  private void requireHeadsOfEqualSize(long width) {
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "a width of %d cannot be divided among %d heads".formatted(width, heads));
    }
  }

  @Override
  protected long workingNumbers(InputType input) {
    InputTypeRecurrent sequences = sequences(-1, input);
    long time = Math.max(1, sequences.getTimeSeriesLength());
    long scores = Math.multiplyExact(2L * heads, time);
    long vectors = Math.addExact(Math.multiplyExact(7, sequences.getSize()), 2L * feedForward);
    return Math.multiplyExact(time, Math.addExact(vectors, scores));
  }

  /** Among which the width is divided. */
  public int getHeads() {
    return heads;
  }

  public void setHeads(int heads) {
    this.heads = heads;
  }

  /** Units of the feed-forward network's hidden layer. */
  public int getFeedForward() {
    return feedForward;
  }

  public void setFeedForward(int feedForward) {
    this.feedForward = feedForward;
  }

  /** The probability of each output of both branches to be dropped in training. */
  public double getResidualDropout() {
    return residualDropout;
  }

  public void setResidualDropout(double residualDropout) {
    this.residualDropout = residualDropout;
  }

  /** The probability of each share of the attention to be dropped in training. */
  public double getAttentionDropout() {
    return attentionDropout;
  }

  public void setAttentionDropout(double attentionDropout) {
    this.attentionDropout = attentionDropout;
  }

  /** Whether the sums are normalised in place of what the branches read. */
  public boolean isPostNorm() {
    return postNorm;
  }

  public void setPostNorm(boolean postNorm) {
    this.postNorm = postNorm;
  }

  /** Whether the activation is computed with erf in place of tanh. */
  public boolean isExactGelu() {
    return exactGelu;
  }

  public void setExactGelu(boolean exactGelu) {
    this.exactGelu = exactGelu;
  }

  /** What the normalisations add to the variance. */
  public double getEpsilon() {
    return epsilon;
  }

  public void setEpsilon(double epsilon) {
    this.epsilon = epsilon;
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(
        entry("heads", heads),
        entry("feedForward", feedForward),
        entry("residualDropout", residualDropout),
        entry("attentionDropout", attentionDropout),
        entry("postNorm", postNorm),
        entry("exactGelu", exactGelu),
        entry("epsilon", epsilon));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final int heads;
    private final int feedForward;
    private double residualDropout;
    private double attentionDropout;
    private boolean postNorm;
    private boolean exactGelu;
    private double epsilon = Norm.EPSILON;

    /**
     * Builder.
     *
     * @param heads at least 1; the width of the input must be a multiple
     * @param feedForward units of the feed-forward network's hidden layer, at least 1; usually four
     *     times the width
     * @throws IllegalArgumentException for fewer
     */
    public Builder(int heads, int feedForward) {
      if (heads < 1 || feedForward < 1) {
        throw new IllegalArgumentException(
            "%d heads and %d units of the feed-forward network, expected at least 1"
                .formatted(heads, feedForward));
      }
      this.heads = heads;
      this.feedForward = feedForward;
    }

    /**
     * See {@link TransformerBlock#getResidualDropout}; 0 by default.
     *
     * @param probability from 0, for none, to less than 1
     * @throws IllegalArgumentException for another
     */
    public Builder residualDropout(double probability) {
      residualDropout = DropoutProbability.require("residual dropout", probability);
      return this;
    }

    /**
     * See {@link TransformerBlock#getAttentionDropout}; 0 by default.
     *
     * @param probability from 0, for none, to less than 1
     * @throws IllegalArgumentException for another
     */
    public Builder attentionDropout(double probability) {
      attentionDropout = DropoutProbability.require("attention dropout", probability);
      return this;
    }

    /** See {@link TransformerBlock#isPostNorm}; false by default. */
    public Builder postNorm(boolean wanted) {
      postNorm = wanted;
      return this;
    }

    /** See {@link TransformerBlock#isExactGelu}; false by default. */
    public Builder exactGelu(boolean wanted) {
      exactGelu = wanted;
      return this;
    }

    /**
     * See {@link TransformerBlock#getEpsilon}; 1e-5 by default.
     *
     * @param added above 0
     * @throws IllegalArgumentException for another
     */
    public Builder epsilon(double added) {
      epsilon = Norm.requireEpsilon(added);
      return this;
    }

    @Override
    public TransformerBlock build() {
      return new TransformerBlock(this);
    }
  }
}
