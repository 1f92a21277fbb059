package io.sequent.common.network.build;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.network.crf.ForbiddenTransitions;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.WeightedBag;
import io.sequent.common.network.layer.pooling.AttentionPooling;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;

/**
 * Builds networks for sequences out of settings, as plain configurations of Deeplearning4j:
 *
 * <pre>
 * token ids -> embedding -> channel dropout \
 *                                            encoder -> pooling \
 *              numbers   -> channel dropout /                    dense layers -> output
 *                                       weighted bag of terms  /
 * </pre>
 *
 * <p>For an output at each step the pooling is left out, the dense layers work on each step, and
 * the output can be a CRF. With {@code dense-concat} each dense layer hands on [x, f(Wx + b)].
 *
 * <pre>{@code
 * SequenceNetwork.from(config).tokens(vocabulary.size(), Vocabulary.UNKNOWN).perSequence(4, 70)
 * }</pre>
 *
 * <p>Weights start as Glorot and Bengio 2010 have it, recurrent ones orthogonal, embeddings normal
 * with deviation 0.1, biases zero but for the forget gate's one.
 */
public final class SequenceNetwork {
  private static final double EMBEDDING_DEVIATION = 0.1;

  private final Config config;

  private SequenceNetwork(Config config) {
    this.config = config;
  }

  /**
   * Starts a network.
   *
   * @param config settings of {@link NetworkSettings} and {@link OptimizerSettings}; what is not
   *     declared is off
   */
  public static SequenceNetwork from(Config config) {
    return new SequenceNetwork(config);
  }

  /**
   * A network on token ids, features [batch, 1, time], none of which stands for unknown tokens.
   *
   * @param vocabulary how many ids there are
   * @throws UserError if tokens are to be dropped, for there is nothing to put in their place
   */
  public Stack tokens(int vocabulary) {
    double dropout = config.get(NetworkSettings.TOKEN_DROPOUT);
    if (dropout > 0) {
      throw new UserError(
          "setting 'token-dropout': %s, but the vocabulary has no unknown token, expected 0"
              .formatted(dropout));
    }
    return tokens(embedding(vocabulary), List.of(), Encoder.RECURRENT, 0);
  }

  /**
   * A network on token ids, features [batch, 1, time].
   *
   * @param vocabulary how many ids there are
   * @param unknown the id of unknown tokens
   */
  public Stack tokens(int vocabulary, int unknown) {
    return tokens(vocabulary, unknown, List.of());
  }

  /**
   * A network on token ids and what else tokens have, features [batch, 1 + channels of the bags,
   * time].
   *
   * @param vocabulary how many ids there are
   * @param unknown the id of unknown tokens
   */
  public Stack tokens(int vocabulary, int unknown, List<TokenBag> bags) {
    return tokens(vocabulary, unknown, bags, Encoder.RECURRENT, 0);
  }

  /**
   * A network on token ids and what else tokens have, features [batch, 1 + channels of the bags,
   * time].
   *
   * @param vocabulary how many ids there are
   * @param unknown the id of unknown tokens
   * @param encoder what reads their vectors
   * @param maxLength steps of the longest sequence, for encoders that number them
   */
  public Stack tokens(
      int vocabulary, int unknown, List<TokenBag> bags, Encoder encoder, int maxLength) {
    double dropout = config.get(NetworkSettings.TOKEN_DROPOUT);
    return tokens(
        embedding(vocabulary).tokenDropout(dropout, unknown).bags(bags), bags, encoder, maxLength);
  }

  private TokenEmbedding.Builder embedding(int vocabulary) {
    return new TokenEmbedding.Builder(vocabulary, config.get(NetworkSettings.EMBEDDING))
        .weightInit(new NormalDistribution(0, EMBEDDING_DEVIATION))
        .lazyUpdates(config.get(NetworkSettings.LAZY_EMBEDDING))
        .adversarial(config.get(NetworkSettings.ADVERSARIAL));
  }

  private Stack tokens(
      TokenEmbedding.Builder embedding, List<TokenBag> bags, Encoder encoder, int maxLength) {
    Stack stack = new Stack(1 + bags.stream().mapToInt(TokenBag::channels).sum());
    int size = config.get(NetworkSettings.EMBEDDING) + bags.stream().mapToInt(TokenBag::size).sum();
    double channelDropout = config.get(NetworkSettings.EMBEDDING_DROPOUT);
    stack.add(embedding.channelDropout(encoder.dropsChannels() ? 0 : channelDropout).build());
    stack.encode(encoder, maxLength, size, channelDropout);
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
   * @param places how many there are, 0 included
   * @param outputs classes to tell
   */
  public MultiLayerConfiguration bag(int places, int outputs, ClassWeights weights) {
    Stack stack = new Stack(WeightedBag.CHANNELS);
    List<Integer> dense = config.get(NetworkSettings.DENSE);
    int units = dense.isEmpty() ? outputs : dense.get(0);
    boolean batchNorm = config.get(NetworkSettings.BATCH_NORM);
    Activation activation = config.get(NetworkSettings.ACTIVATION).activation();
    stack.add(
        new WeightedBag.Builder(places, units)
            .lazyUpdates(config.get(NetworkSettings.LAZY_EMBEDDING))
            .entryDropout(config.get(NetworkSettings.TOKEN_DROPOUT))
            .activation(dense.isEmpty() || batchNorm ? Activation.IDENTITY : activation)
            .build());
    OutputLayers output = new OutputLayers(config, outputDropout(), weights);
    if (dense.isEmpty()) {
      stack.add(output.ofSums());
      return stack.build();
    }
    if (batchNorm) {
      stack.add(new BatchNormalization.Builder().build());
      stack.add(new ActivationLayer.Builder().activation(activation).build());
    }
    stack.dense(dense.subList(1, dense.size()), denseDropout(), batchNorm);
    stack.add(output.perSequence(outputs));
    return stack.build();
  }

  /** A network without its upper end. */
  public final class Stack {
    private final ListBuilder layers = learning().list();
    private final int channels;

    private Stack(int channels) {
      this.channels = channels;
    }

    /**
     * One output of each sequence, labels [batch, outputs].
     *
     * @param outputs classes or numbers to predict
     * @param length steps of every sequence; 0 if they vary, which flatten does not take
     */
    public MultiLayerConfiguration perSequence(int outputs, int length) {
      return perSequence(outputs, length, ClassWeights.NONE);
    }

    /**
     * One class of each sequence, labels [batch, outputs].
     *
     * @param outputs classes to predict
     * @param length steps of every sequence; 0 if they vary, which flatten does not take
     * @param weights what an example of each class counts
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
      dense(config.get(NetworkSettings.BATCH_NORM));
      add(new OutputLayers(config, outputDropout(), weights).perSequence(outputs));
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
      // Batch normalisation would count the padding in.
      dense(false);
      add(new OutputLayers(config, outputDropout(), ClassWeights.NONE).perStep(outputs, forbidden));
      return build();
    }

    private Layer pooling(List<Pooling> kinds, int length) {
      return kinds.contains(Pooling.ATTENTION)
          ? new AttentionPooling.Builder(kinds, config.get(NetworkSettings.ATTENTION_SIZE))
              .length(length)
              .build()
          : new SequencePooling(kinds, length);
    }

    private void encode(Encoder encoder, int maxLength, int inputs, double channelDropout) {
      new EncoderLayers(config, maxLength).of(encoder, inputs, channelDropout).forEach(this::add);
    }

    private void dense(boolean batchNorm) {
      dense(config.get(NetworkSettings.DENSE), null, batchNorm);
    }

    /**
     * @param dropout at the first one's input: Deeplearning4j drops at the input of the layer above
     */
    private void dense(List<Integer> layers, @Nullable IDropout dropout, boolean batchNorm) {
      Activation activation = config.get(NetworkSettings.ACTIVATION).activation();
      boolean concat = config.get(NetworkSettings.DENSE_CONCAT);
      if (batchNorm && concat) {
        throw new UserError(
            "setting 'dense-concat': does not go with batch-norm, set one of the two to false");
      }
      IDropout below = dropout;
      for (int units : layers) {
        if (batchNorm) {
          add(
              new DenseLayer.Builder()
                  .nOut(units)
                  .dropOut(below)
                  .activation(Activation.IDENTITY)
                  .hasBias(false)
                  .build());
          add(new BatchNormalization.Builder().build());
          add(new ActivationLayer.Builder().activation(activation).build());
        } else {
          add(
              new Dense.Builder(units)
                  .concat(concat)
                  .dropOut(below)
                  .activation(activation)
                  .build());
        }
        below = denseDropout();
      }
    }

    private void add(Layer layer) {
      layers.layer(layer);
    }

    private MultiLayerConfiguration build() {
      return layers.setInputType(InputType.recurrent(channels)).build();
    }
  }

  private NeuralNetConfiguration.Builder learning() {
    Optimizer optimizer = config.get(OptimizerSettings.OPTIMIZER);
    double learningRate = config.get(OptimizerSettings.LEARNING_RATE);
    GradientClipping clipping = config.get(OptimizerSettings.GRADIENT_CLIPPING);
    NeuralNetConfiguration.Builder learning =
        new NeuralNetConfiguration.Builder()
            .seed(config.get(CommonSettings.SEED))
            .updater(optimizer.updater(learningRate, config.get(OptimizerSettings.MOMENTUM)))
            .weightInit(WeightInit.XAVIER)
            .l1(config.get(NetworkSettings.L1))
            .l2(config.get(NetworkSettings.L2))
            .gradientNormalization(clipping.normalization())
            .gradientNormalizationThreshold(config.get(OptimizerSettings.CLIP_THRESHOLD));
    double decay = config.get(OptimizerSettings.WEIGHT_DECAY);
    if (optimizer == Optimizer.ADAMW && decay > 0) {
      if (config.get(NetworkSettings.L2) > 0) {
        throw new UserError("setting 'l2': adamw has weight-decay, set one of the two to 0");
      }
      learning.weightDecay(decay, true);
    }
    return learning;
  }

  /** Between dense layers. */
  private @Nullable IDropout denseDropout() {
    return dropout(config.get(NetworkSettings.DENSE_DROPOUT));
  }

  /** In front of the output layer, behind whatever there is. */
  private @Nullable IDropout outputDropout() {
    double dropout = config.get(NetworkSettings.OUTPUT_DROPOUT);
    if (config.get(NetworkSettings.DENSE).isEmpty()) {
      return dropout(dropout);
    }
    if (dropout > 0) {
      throw new UserError(
          "setting 'output-dropout': %s, but there are dense layers; set dense-dropout instead"
              .formatted(dropout));
    }
    return denseDropout();
  }

  private static @Nullable IDropout dropout(double probability) {
    return probability == 0 ? null : new Dropout(1 - probability);
  }
}
