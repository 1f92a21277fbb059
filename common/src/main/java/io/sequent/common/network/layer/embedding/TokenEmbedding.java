package io.sequent.common.network.layer.embedding;

import static java.util.Map.entry;

import io.sequent.common.network.layer.BaseFeedForwardLayer;
import io.sequent.common.network.layer.DropoutProbability;
import io.sequent.common.network.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link TokenEmbeddingLayer}: token ids [batch, 1, time] become vectors
 * [batch, nOut, time].
 *
 * <p>Unlike Deeplearning4j's {@code EmbeddingSequenceLayer} it looks each id up once per training
 * step, keeps each vector in one piece of memory, and accepts batches of any length.
 *
 * <p>With {@link #isLazyUpdates lazy updates}, a {@link
 * io.sequent.common.network.update.TrainingStep} leaves the vectors of ids that the batch does not
 * hold alone, which saves most of the time with a large vocabulary. The mathematics differ:
 *
 * <ul>
 *   <li>Moments (Adam, AdamW, AMSGrad, AdaBelief, AdaDelta, RMSprop, Nesterov's momentum) of the
 *       other vectors stand still where they would fade, and the vectors do not move on with them.
 *       The bias correction counts all updates of the network. PyTorch's SparseAdam and
 *       TensorFlow's LazyAdam do the same.
 *   <li>Weight decay, L1 and L2 act on the vectors of the batch alone.
 *   <li>AdaGrad, and SGD without momentum, give the same with and without, unless there is weight
 *       decay, L1 or L2.
 * </ul>
 *
 * <p>{@code MultiLayerNetwork.fit} ignores the option and updates everything; so does the training
 * step where it delegates to that.
 *
 * <p>With {@link #getTokenDropout token dropout}, training looks up the unknown token instead of
 * some tokens, drawn anew in each pass from {@code Nd4j.getRandom()} (Bowman et al. 2016; Iyyer et
 * al. 2015 leave the words out). So the network leans on no single word, and the vector that stands
 * for words never seen is trained. Masked steps and inference are left alone.
 *
 * <p>With {@link #getChannelDropout channel dropout}, training drops channels of the output, each
 * in all of a sequence ({@link ChannelDropout}), for layers above that have no such dropout of
 * their own.
 *
 * <p>With an {@link #getAdversarial adversarial share} above 0, a training step moves the vectors
 * of each sequence, those of bags too, by this share of their norm, in the direction that raises
 * the loss ({@link AdversarialInput}).
 *
 * <p>With {@link TokenBag bags} the input has more channels, [batch, 1 + those of the bags, time],
 * and the output is [token's vector, mean of each bag]. Token dropout leaves the bags alone: they
 * are what distinguishes unknown words.
 */
public final class TokenEmbedding extends BaseFeedForwardLayer {
  private static final long serialVersionUID = 1L;

  static final String WEIGHTS = "W";

  private boolean lazyUpdates;
  private double tokenDropout;
  private int unknownToken;
  private double channelDropout;
  private double adversarial;
  private List<TokenBag> bags = List.of();

  // For Jackson.
  private TokenEmbedding() {}

  private TokenEmbedding(Builder builder) {
    super(builder);
    lazyUpdates = builder.lazyUpdates;
    tokenDropout = builder.tokenDropout;
    unknownToken = builder.unknownToken;
    channelDropout = builder.channelDropout;
    adversarial = builder.adversarial;
    bags = List.copyOf(builder.bags);
    setActivationFn(new ActivationIdentity());
    initializeConstraints(builder);
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new TokenEmbeddingLayer(conf, type);
  }

  /**
   * W of shape [vocabulary, size], a vector in one piece, and for each bag one of shape [entries,
   * size], named B0, B1 and so on.
   */
  @Override
  protected List<Parameter> parameters() {
    List<Parameter> tables = new ArrayList<>();
    tables.add(table(WEIGHTS, getNIn(), tokenSize()));
    for (int i = 0; i < bags.size(); i++) {
      tables.add(table(bag(i), bags.get(i).entries(), bags.get(i).size()));
    }
    return tables;
  }

  private Parameter table(String name, long rows, long size) {
    return Parameter.weight(name, 'c', rows, size).drawn(getWeightInitFn());
  }

  /** Both sizes are the builder's: the input's channels do not depend on the vocabulary. */
  @Override
  public void setNIn(InputType input, boolean override) {}

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(getNOut(), sequences(index, input).getTimeSeriesLength());
  }

  @Override
  protected long workingNumbers(InputType input) {
    return getNOut();
  }

  /** Whether a training step updates only the vectors of the ids in its batch; see above. */
  public boolean isLazyUpdates() {
    return lazyUpdates;
  }

  public void setLazyUpdates(boolean lazyUpdates) {
    this.lazyUpdates = lazyUpdates;
  }

  /** The probability of each token to be taken for the unknown one in training; see above. */
  public double getTokenDropout() {
    return tokenDropout;
  }

  public void setTokenDropout(double tokenDropout) {
    this.tokenDropout = tokenDropout;
  }

  /** The id that dropped tokens get; unused without token dropout. */
  public int getUnknownToken() {
    return unknownToken;
  }

  public void setUnknownToken(int unknownToken) {
    this.unknownToken = unknownToken;
  }

  /** The probability of each channel to be dropped in all of a sequence; see above. */
  public double getChannelDropout() {
    return channelDropout;
  }

  public void setChannelDropout(double channelDropout) {
    this.channelDropout = channelDropout;
  }

  /** The share of its norm by which training moves a sequence's vectors; see above. */
  public double getAdversarial() {
    return adversarial;
  }

  public void setAdversarial(double adversarial) {
    this.adversarial = adversarial;
  }

  /** What tokens have beside their ids. */
  public List<TokenBag> getBags() {
    return bags;
  }

  public void setBags(List<TokenBag> bags) {
    this.bags = List.copyOf(bags);
  }

  /** The name of a bag's parameter. */
  static String bag(int index) {
    return "B" + index;
  }

  /** The size of the vector of a token itself. */
  long tokenSize() {
    return getNOut() - bags.stream().mapToInt(TokenBag::size).sum();
  }

  /** The channels of the input. */
  int channels() {
    return 1 + bags.stream().mapToInt(TokenBag::channels).sum();
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(
        entry("lazyUpdates", lazyUpdates),
        entry("tokenDropout", tokenDropout),
        entry("unknownToken", unknownToken),
        entry("channelDropout", channelDropout),
        entry("adversarial", adversarial),
        entry("bags", bags));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private boolean lazyUpdates;
    private double tokenDropout;
    private int unknownToken;
    private double channelDropout;
    private double adversarial;
    private List<TokenBag> bags = List.of();

    /**
     * Builder.
     *
     * @param vocabulary number of ids
     * @param size of the vector of each
     */
    public Builder(int vocabulary, int size) {
      setNIn(vocabulary);
      setNOut(size);
    }

    /** See {@link TokenEmbedding#isLazyUpdates}. */
    public Builder lazyUpdates(boolean lazy) {
      lazyUpdates = lazy;
      return this;
    }

    /**
     * See {@link TokenEmbedding#getTokenDropout}.
     *
     * @param probability from 0, for none, to less than 1
     * @param unknown the id of the token that stands in for dropped ones
     * @throws IllegalArgumentException if the probability or the id is out of range
     */
    public Builder tokenDropout(double probability, int unknown) {
      tokenDropout = DropoutProbability.require("token dropout", probability);
      if (unknown < 0 || unknown >= getNIn()) {
        throw new IllegalArgumentException(
            "unknown token %d outside of the vocabulary of %d".formatted(unknown, getNIn()));
      }
      unknownToken = probability > 0 ? unknown : 0;
      return this;
    }

    /**
     * See {@link TokenEmbedding#getChannelDropout}.
     *
     * @param probability from 0, for none, to less than 1
     * @throws IllegalArgumentException for another
     */
    public Builder channelDropout(double probability) {
      channelDropout = DropoutProbability.require("channel dropout", probability);
      return this;
    }

    /**
     * See {@link TokenEmbedding#getAdversarial}.
     *
     * @param share 0, for none, or more
     * @throws IllegalArgumentException for another
     */
    public Builder adversarial(double share) {
      if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "adversarial share %s, expected a number from 0".formatted(share));
      }
      adversarial = share;
      return this;
    }

    /** Adds {@link TokenBag bags}; once, for the output widens with them. */
    public Builder bags(List<TokenBag> bags) {
      this.bags = List.copyOf(bags);
      setNOut(getNOut() + bags.stream().mapToInt(TokenBag::size).sum());
      return this;
    }

    @Override
    public TokenEmbedding build() {
      return new TokenEmbedding(this);
    }
  }
}
