package io.sequent.common.network.build;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.network.build.TokenInput.Encoder;
import io.sequent.common.network.crf.ForbiddenTransitions;
import io.sequent.common.network.layer.LayerPrecision;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.WeightedBag;
import io.sequent.common.network.layer.pooling.AttentionPooling;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.transformer.BertEncoder;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.Activation;

/**
 * Builds networks for sequences out of settings, as plain configurations of Deeplearning4j:
 *
 * <pre>
 * token ids -> embedding -> channel dropout \
 *                                            encoder -> pooling \
 *    numbers or states   -> channel dropout /                    dense layers -> output
 *       word pieces -> pretrained layers    /
 *                                       weighted bag of terms  /
 * </pre>
 *
 * <p>For an output at each step the pooling is left out, the dense layers work on each step, and
 * the output can be a CRF. With {@code dense-concat} each dense layer hands on [x, f(Wx + b)].
 *
 * <pre>{@code
 * SequenceNetwork.from(config)
 *     .tokens(TokenInput.of(vocabulary.size(), Vocabulary.UNKNOWN))
 *     .perSequence(4, 70)
 * }</pre>
 *
 * <p>Weights are initialised as in Glorot and Bengio 2010, recurrent ones orthogonally, embeddings
 * from a normal distribution with standard deviation 0.1; biases are zero, but for the forget
 * gate's, which are one.
 */
public final class SequenceNetwork {
  private static final double EMBEDDING_DEVIATION = 0.1;

  private final Config config;
  private final DenseLayers denseLayers;

  private SequenceNetwork(Config config) {
    this.config = config;
    this.denseLayers = new DenseLayers(config);
  }

  /**
   * Starts a network.
   *
   * @param config settings of {@link NetworkSettings} and {@link OptimizerSettings}; one that is
   *     not declared is off
   */
  public static SequenceNetwork from(Config config) {
    return new SequenceNetwork(config);
  }

  /**
   * A network on token ids and what else tokens have, features [batch, 1 + channels of the bags,
   * time].
   *
   * @throws UserError if tokens are to be dropped, but the input has no unknown token to put in
   *     their place
   */
  public Stack tokens(TokenInput input) {
    double tokenDropout = config.get(NetworkSettings.TOKEN_DROPOUT);
    if (tokenDropout > 0 && input.unknown().isEmpty()) {
      throw new UserError(
          "setting 'token-dropout': %s, but the vocabulary has no unknown token, expected 0"
              .formatted(tokenDropout));
    }
    Encoder encoder = input.encoder();
    double channelDropout = config.get(NetworkSettings.EMBEDDING_DROPOUT);
    int size = config.get(NetworkSettings.EMBEDDING);
    TokenEmbedding.Builder embedding =
        new TokenEmbedding.Builder(input.vocabulary(), size)
            .weightInit(new NormalDistribution(0, EMBEDDING_DEVIATION))
            .lazyUpdates(config.get(NetworkSettings.LAZY_EMBEDDING))
            .adversarial(config.get(NetworkSettings.ADVERSARIAL))
            .bags(input.bags())
            .channelDropout(encoder.dropsChannels() ? 0 : channelDropout);
    input.unknown().ifPresent(unknown -> embedding.tokenDropout(tokenDropout, unknown));
    Stack stack = new Stack(input.channels());
    stack.add(embedding.build());
    stack.encode(
        encoder,
        input.maxLength(),
        size + input.bags().stream().mapToInt(TokenBag::size).sum(),
        channelDropout);
    return stack;
  }

  /**
   * A network on word pieces that begins with layers that others trained, features [batch, 1,
   * time].
   *
   * @param pretrained the layers, whose weights are filled in later
   * @param encoder what reads the states that they give
   * @param maxLength word pieces of the longest sequence
   */
  public Stack pretrained(BertEncoder pretrained, Encoder encoder, int maxLength) {
    Stack stack = new Stack(1);
    pretrained.layers().forEach(stack::add);
    stack.readStates(pretrained.width(), encoder, maxLength);
    return stack;
  }

  /**
   * A network on the states that a frozen encoder gives, features [batch, width, time].
   *
   * @param width of a state
   * @param encoder what reads them
   * @param maxLength steps of the longest sequence
   */
  public Stack states(int width, Encoder encoder, int maxLength) {
    Stack stack = new Stack(width);
    stack.readStates(width, encoder, maxLength);
    return stack;
  }

  /**
   * A network on numbers, features [batch, channels, time].
   *
   * @param channels numbers at each step
   */
  public Stack values(int channels) {
    Stack stack = new Stack(channels);
    stack.encode(Encoder.RECURRENT, 0, channels, config.get(NetworkSettings.INPUT_DROPOUT));
    return stack;
  }

  /**
   * A network on weighted bags, features [batch, 2, entries] as {@link WeightedBag} has them: its
   * dense layers, of which the first reads the bag, and the output; without dense layers, a linear
   * model.
   *
   * @param places number of places in a bag, 0 included
   * @param outputs classes to predict
   * @param weights weight of each class in the loss
   */
  public MultiLayerConfiguration bag(int places, int outputs, ClassWeights weights) {
    Stack stack = new Stack(WeightedBag.CHANNELS);
    List<Integer> dense = denseLayers.units();
    int units = dense.isEmpty() ? outputs : dense.get(0);
    boolean batchNorm = config.get(NetworkSettings.BATCH_NORM);
    stack.add(
        new WeightedBag.Builder(places, units)
            .lazyUpdates(config.get(NetworkSettings.LAZY_EMBEDDING))
            .entryDropout(config.get(NetworkSettings.TOKEN_DROPOUT))
            .activation(
                dense.isEmpty() || batchNorm ? Activation.IDENTITY : denseLayers.activation())
            .build());
    OutputLayers output = new OutputLayers(config, denseLayers.outputDropout(), weights);
    if (dense.isEmpty()) {
      stack.add(output.ofSums(outputs));
      return stack.build();
    }
    if (batchNorm) {
      denseLayers.normalised().forEach(stack::add);
    }
    denseLayers.layerNorm().forEach(stack::add);
    denseLayers.afterFirst(batchNorm).forEach(stack::add);
    stack.add(output.perSequence(outputs));
    return stack.build();
  }

  /** A network without its upper end. */
  public final class Stack {
    private final ListBuilder layers = LearningRule.of(config).list();
    private final int channels;

    private Stack(int channels) {
      this.channels = channels;
    }

    /**
     * One output of each sequence, labels [batch, outputs].
     *
     * @param outputs classes or numbers to predict
     * @param length steps of every sequence; 0 if they vary, which flatten does not accept
     */
    public MultiLayerConfiguration perSequence(int outputs, int length) {
      return perSequence(outputs, length, ClassWeights.NONE);
    }

    /**
     * One class of each sequence, labels [batch, outputs].
     *
     * @param outputs classes to predict
     * @param length steps of every sequence; 0 if they vary, which flatten does not accept
     * @param weights weight of each class in the loss
     */
    public MultiLayerConfiguration perSequence(int outputs, int length, ClassWeights weights) {
      List<Pooling> pooling = config.get(NetworkSettings.POOLING);
      if (pooling.contains(Pooling.FLATTEN) && length == 0) {
        throw new UserError(
            "setting 'pooling': flatten needs sequences of one fixed length, but these vary");
      }
      add(pooling(pooling, length));
      HiddenActivation activation = config.get(NetworkSettings.POOLING_ACTIVATION);
      if (activation != HiddenActivation.IDENTITY) {
        add(new ActivationLayer.Builder().activation(activation.activation()).build());
      }
      denseLayers.all(config.get(NetworkSettings.BATCH_NORM)).forEach(this::add);
      add(new OutputLayers(config, denseLayers.outputDropout(), weights).perSequence(outputs));
      return build();
    }

    /**
     * One output of each step, labels [batch, outputs, time].
     *
     * @param outputs classes or numbers to predict
     */
    public MultiLayerConfiguration perStep(int outputs) {
      return perStep(outputs, ForbiddenTransitions.none());
    }

    /**
     * One output of each step, labels [batch, outputs, time].
     *
     * @param outputs classes or numbers to predict
     * @param forbidden classes that never follow each other; without effect unless the output is a
     *     CRF
     */
    public MultiLayerConfiguration perStep(int outputs, ForbiddenTransitions forbidden) {
      // Batch normalisation would include the padding.
      denseLayers.all(false).forEach(this::add);
      add(
          new OutputLayers(config, denseLayers.outputDropout(), ClassWeights.NONE)
              .perStep(outputs, forbidden));
      return build();
    }

    private Layer pooling(List<Pooling> kinds, int length) {
      return kinds.contains(Pooling.ATTENTION)
          ? new AttentionPooling.Builder(kinds, config.get(NetworkSettings.ATTENTION_SIZE))
              .length(length)
              .build()
          : new SequencePooling(kinds, length);
    }

    private void readStates(int width, Encoder encoder, int maxLength) {
      encode(encoder, maxLength, width, config.get(NetworkSettings.EMBEDDING_DROPOUT));
    }

    private void encode(Encoder encoder, int maxLength, int inputs, double channelDropout) {
      new EncoderLayers(config, maxLength).of(encoder, inputs, channelDropout).forEach(this::add);
    }

    private void add(Layer layer) {
      layers.layer(LayerPrecision.set(layer, config.get(NetworkSettings.PRECISION)));
    }

    private MultiLayerConfiguration build() {
      return layers.setInputType(InputType.recurrent(channels)).build();
    }
  }
}
