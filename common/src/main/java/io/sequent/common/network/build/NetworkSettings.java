package io.sequent.common.network.build;

import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.loss.Loss;
import io.sequent.common.network.recurrent.CellType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of what a network looks like. A task declares the ones that fit it, with defaults of its
 * own where these do not; what it leaves out is off. Dropout is the probability to drop.
 */
public final class NetworkSettings {
  public static final Setting<CellType> CELL =
      Setting.choice("cell", CellType.LSTM, "recurrence of the recurrent layers");
  public static final Setting<Integer> EMBEDDING =
      Setting.integer("embedding", 128, 1, 65536, "size of the vector of a token")
          .comparedAt("64", "128", "256");
  public static final Setting<Double> EMBEDDING_DROPOUT =
      dropout("embedding-dropout", "a channel of the embedding in all of a sequence");
  public static final Setting<Double> TOKEN_DROPOUT =
      dropout("token-dropout", "a token, read as the unknown one instead, or a term of a bag");
  public static final Setting<Double> ADVERSARIAL =
      Setting.decimal(
              "adversarial",
              0,
              0,
              10,
              "share of its norm by which training moves a sequence's embedding, the way that raises"
                  + " the loss; above 0 a step takes twice the time")
          .comparedAt("0", "0.01", "0.03", "0.1");
  public static final Setting<Boolean> LAZY_EMBEDDING =
      Setting.flag(
          "lazy-embedding",
          false,
          "update the vectors of a batch's tokens alone; other maths with adam, adamw, rmsprop and"
              + " the like");
  public static final Setting<Double> INPUT_DROPOUT =
      dropout("input-dropout", "an input channel in all of a sequence");
  public static final Setting<Integer> HIDDEN =
      Setting.integer("hidden", 128, 1, 65536, "units of a recurrent layer, for each direction")
          .comparedAt("64", "128", "256");
  public static final Setting<Integer> LAYERS =
      Setting.integer("layers", 1, 1, 64, "recurrent layers on top of each other")
          .comparedAt("1", "2", "3");
  public static final Setting<Directions> BIDIRECTIONAL =
      Setting.choice(
          "bidirectional",
          Directions.FALSE,
          "read each sequence backwards too; top: in the uppermost recurrent layer alone");
  public static final Setting<Integer> PASSES =
      Setting.integer(
          "passes",
          1,
          1,
          16,
          "how often a recurrent layer of one direction is applied, each time to its own output");
  public static final Setting<HiddenActivation> PASS_ACTIVATION =
      Setting.choice(
          "pass-activation",
          HiddenActivation.IDENTITY,
          List.of(HiddenActivation.IDENTITY, HiddenActivation.TANH),
          "activation between two passes");
  public static final Setting<Double> DROPOUT =
      dropout("dropout", "an output between recurrent layers or of a transformer's branch");
  public static final Setting<Double> RECURRENT_DROPOUT =
      dropout("recurrent-dropout", "a channel of the previous output in all of a sequence");
  public static final Setting<Double> WEIGHT_DROPOUT =
      dropout("weight-dropout", "a recurrent weight for all of a batch");
  public static final Setting<Boolean> RECURRENT_CONCAT =
      Setting.flag(
          "recurrent-concat", false, "hand on the input of each recurrent layer beside its output");
  public static final Setting<Integer> FILTERS =
      Setting.integer("filters", 128, 1, 65536, "cnn, hybrid: outputs of a convolution's width")
          .comparedAt("64", "128", "256");
  public static final Setting<List<Integer>> WIDTHS =
      Setting.integers(
          "widths",
          List.of(3, 4, 5),
          1,
          1000,
          "cnn, hybrid: steps that a convolution sees, of each");
  public static final Setting<HiddenActivation> CONVOLUTION_ACTIVATION =
      Setting.choice(
          "convolution-activation", HiddenActivation.RELU, "cnn, hybrid: of the convolutions");
  public static final Setting<Integer> POOL_SIZE =
      Setting.integer("pool-size", 4, 1, 1000, "hybrid: steps of which the largest are handed on");
  public static final Setting<Integer> BLOCKS =
      Setting.integer("blocks", 4, 1, 64, "transformer: blocks on top of each other")
          .comparedAt("2", "4", "6");
  public static final Setting<Integer> HEADS =
      Setting.integer(
          "heads", 4, 1, 64, "transformer: heads of a block's attention; embedding is a multiple");
  public static final Setting<Integer> FEED_FORWARD =
      Setting.integer(
          "feed-forward", 512, 1, 65536, "transformer: units of a block's hidden layer");
  public static final Setting<Double> ATTENTION_DROPOUT =
      dropout("attention-dropout", "a share of a transformer's attention");
  public static final Setting<List<Pooling>> POOLING =
      Setting.choices("pooling", List.of(Pooling.MAX), "how all steps become one vector")
          .offAt(List.of(Pooling.LAST))
          .comparedAt("last", "mean", "max", "attention", "mean+max", "max+attention");
  public static final Setting<Integer> ATTENTION_SIZE =
      Setting.integer(
              "attention-size",
              64,
              1,
              65536,
              "units that tell how much each step matters, attention pooling only")
          .comparedAt("32", "64", "128");
  public static final Setting<HiddenActivation> POOLING_ACTIVATION =
      Setting.choice(
          "pooling-activation", HiddenActivation.IDENTITY, "activation of the pooled vector");
  public static final Setting<List<Integer>> DENSE =
      Setting.integers(
          "dense",
          List.of(),
          1,
          65536,
          "units of the dense layers before the output, such as 256,128");
  public static final Setting<HiddenActivation> ACTIVATION =
      Setting.choice("activation", HiddenActivation.RELU, "activation of the dense layers");
  public static final Setting<Boolean> DENSE_CONCAT =
      Setting.flag(
          "dense-concat", false, "hand on the input of each dense layer beside its output");
  public static final Setting<Double> DENSE_DROPOUT =
      dropout("dense-dropout", "an output of the dense layers");
  public static final Setting<Double> OUTPUT_DROPOUT =
      dropout("output-dropout", "a number that the output layer reads, without dense layers");
  public static final Setting<Boolean> BATCH_NORM =
      Setting.flag(
          "batch-norm",
          false,
          "normalise the dense layers over the batch; hybrid: all layers but the embedding");
  public static final Setting<Double> L1 =
      Setting.decimal("l1", 0, 0, 1, "price of the weights' absolute values");
  public static final Setting<Double> L2 =
      Setting.decimal("l2", 0, 0, 1, "price of the weights' squares");

  /** Of networks that tell a tag of each step. */
  public static final Setting<TagOutput> OUTPUT =
      Setting.choice(
          "output",
          TagOutput.SOFTMAX,
          "tell each tag of a sequence by itself, or all as a chain (conditional random field)");

  /** Of networks that classify. */
  public static final Setting<Loss> LOSS = loss(Loss.CROSS_ENTROPY, Loss.KL_DIVERGENCE, Loss.FOCAL);

  public static final Setting<Double> LABEL_SMOOTHING =
      Setting.decimal(
              "label-smoothing",
              0,
              0,
              0.5,
              "share of each label that goes to all classes alike in training, cross-entropy only")
          .comparedAt("0", "0.05", "0.1", "0.2");

  public static final Setting<Double> CONSISTENCY =
      Setting.decimal(
              "consistency",
              0,
              0,
              100,
              "price of two readings of an example, with dropout each, that disagree; 0 reads it"
                  + " once, cross-entropy only")
          .comparedAt("0", "1", "4");

  /** Of networks that tell numbers; goes by the same name. */
  public static final Setting<Loss> REGRESSION_LOSS =
      loss(Loss.MSE, Loss.MAE, Loss.MAPE, Loss.HUBER);

  public static final Setting<Double> FOCAL_GAMMA =
      Setting.decimal("focal-gamma", 2, 0, 10, "how much sure examples fade, focal loss only");
  public static final Setting<Double> HUBER_DELTA =
      Setting.decimal(
          "huber-delta", 1, 1e-6, 1e6, "error from which on the loss is linear, huber loss only");

  private static final List<Setting<?>> TOKEN_VECTORS =
      List.of(EMBEDDING, EMBEDDING_DROPOUT, TOKEN_DROPOUT);
  private static final List<Setting<?>> RECURRENT_LAYERS =
      List.of(
          HIDDEN,
          LAYERS,
          BIDIRECTIONAL,
          PASSES,
          PASS_ACTIVATION,
          DROPOUT,
          RECURRENT_DROPOUT,
          WEIGHT_DROPOUT);
  private static final List<Setting<?>> POOLED_VECTOR =
      List.of(POOLING, ATTENTION_SIZE, POOLING_ACTIVATION);
  private static final List<Setting<?>> DENSE_LAYERS =
      List.of(DENSE, ACTIVATION, DENSE_CONCAT, DENSE_DROPOUT, OUTPUT_DROPOUT);
  private static final List<Setting<?>> PENALTIES = List.of(L1, L2);

  private NetworkSettings() {}

  /** For one output of each sequence of tokens. */
  public static List<Setting<?>> forTokens() {
    return Settings.join(
        List.of(
            List.of(CELL),
            TOKEN_VECTORS,
            List.of(ADVERSARIAL, LAZY_EMBEDDING),
            RECURRENT_LAYERS,
            List.of(RECURRENT_CONCAT),
            POOLED_VECTOR,
            DENSE_LAYERS,
            List.of(BATCH_NORM),
            PENALTIES,
            List.of(LOSS, LABEL_SMOOTHING, CONSISTENCY, FOCAL_GAMMA)));
  }

  /** For encoders of tokens other than recurrent layers. */
  public static List<Setting<?>> forEncoders() {
    return List.of(
        FILTERS,
        WIDTHS,
        CONVOLUTION_ACTIVATION,
        POOL_SIZE,
        BLOCKS,
        HEADS,
        FEED_FORWARD,
        ATTENTION_DROPOUT);
  }

  /** For one output of each token. */
  public static List<Setting<?>> forEachToken() {
    return Settings.join(
        List.of(
            List.of(CELL),
            TOKEN_VECTORS,
            List.of(LAZY_EMBEDDING),
            RECURRENT_LAYERS,
            DENSE_LAYERS,
            PENALTIES,
            List.of(LOSS, LABEL_SMOOTHING, FOCAL_GAMMA)));
  }

  /** For one tag of each token, out of a few that depend on each other. */
  public static List<Setting<?>> forTags() {
    return Settings.join(List.of(forEachToken(), List.of(ADVERSARIAL, OUTPUT)));
  }

  /** For one output of each sequence of numbers. */
  public static List<Setting<?>> forValues() {
    return Settings.join(
        List.of(
            List.of(CELL, INPUT_DROPOUT),
            RECURRENT_LAYERS,
            POOLED_VECTOR,
            DENSE_LAYERS,
            List.of(BATCH_NORM),
            PENALTIES,
            List.of(REGRESSION_LOSS, HUBER_DELTA)));
  }

  private static Setting<Loss> loss(Loss first, Loss... others) {
    List<Loss> allowed = Stream.concat(Stream.of(first), Stream.of(others)).toList();
    return Setting.choice("loss", first, allowed, "what the training makes small");
  }

  private static Setting<Double> dropout(String name, String what) {
    return Setting.decimal(name, 0, 0, 0.95, "probability to drop " + what)
        .comparedAt("0", "0.1", "0.2", "0.3", "0.5");
  }
}
