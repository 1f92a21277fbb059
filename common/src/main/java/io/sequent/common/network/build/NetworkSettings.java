package io.sequent.common.network.build;

import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.network.engine.Precision;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.loss.Loss;
import io.sequent.common.network.recurrent.CellType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of a network's architecture. A task declares the ones that fit it, with defaults of its
 * own where these do not fit; those it leaves out are off. Dropout is the probability of dropping.
 */
public final class NetworkSettings {
  public static final Setting<Precision> PRECISION =
      Setting.choice(
          "precision",
          Precision.FLOAT,
          "numbers that layers multiply: float,"
              + " bfloat16 (a processor with AVX512-BF16), or auto for bfloat16 where it is fast");
  public static final Setting<CellType> CELL =
      Setting.choice("cell", CellType.LSTM, "type of recurrent cell");
  public static final Setting<Integer> EMBEDDING =
      Setting.integer("embedding", 128, 1, 65536, "size of a token's vector")
          .comparedAt("64", "128", "256");
  public static final Setting<Double> EMBEDDING_DROPOUT =
      dropout(
          "embedding-dropout", "a channel of the embedding, the same one throughout a sequence");
  public static final Setting<Double> TOKEN_DROPOUT =
      dropout("token-dropout", "a token, which becomes the unknown one, or a term of a bag");
  public static final Setting<Double> ADVERSARIAL =
      Setting.decimal(
              "adversarial",
              0,
              0,
              10,
              "adversarial training: length of the perturbation of a sequence's embedding, relative"
                  + " to its norm; above 0 a step takes twice as long")
          .comparedAt("0", "0.01", "0.03", "0.1");
  public static final Setting<Boolean> LAZY_EMBEDDING =
      Setting.flag(
          "lazy-embedding",
          false,
          "update only the vectors of tokens in the batch; faster, but with adam, adamw, rmsprop"
              + " and other optimizers that keep averages the updates differ");
  public static final Setting<Double> INPUT_DROPOUT =
      dropout("input-dropout", "an input channel, the same one throughout a sequence");
  public static final Setting<Integer> HIDDEN =
      Setting.integer("hidden", 128, 1, 65536, "units of a recurrent layer in each direction")
          .comparedAt("64", "128", "256");
  public static final Setting<Integer> LAYERS =
      Setting.integer("layers", 1, 1, 64, "number of stacked recurrent layers")
          .comparedAt("1", "2", "3");
  public static final Setting<Directions> BIDIRECTIONAL =
      Setting.choice(
          "bidirectional",
          Directions.FALSE,
          "also read each sequence backwards; top: only in the top recurrent layer");
  public static final Setting<Integer> PASSES =
      Setting.integer(
          "passes",
          1,
          1,
          16,
          "number of times a one-directional recurrent layer is applied, each time to its own"
              + " output");
  public static final Setting<HiddenActivation> PASS_ACTIVATION =
      Setting.choice(
          "pass-activation",
          HiddenActivation.IDENTITY,
          List.of(HiddenActivation.IDENTITY, HiddenActivation.TANH),
          "activation between passes");
  public static final Setting<Double> DROPOUT =
      dropout("dropout", "an output between recurrent layers, or of a transformer's sublayer");
  public static final Setting<Double> RECURRENT_DROPOUT =
      dropout(
          "recurrent-dropout",
          "a channel of the previous output, the same one throughout a sequence");
  public static final Setting<Double> WEIGHT_DROPOUT =
      dropout("weight-dropout", "a recurrent weight, the same one for a whole batch");
  public static final Setting<Boolean> RECURRENT_CONCAT =
      Setting.flag(
          "recurrent-concat", false, "concatenate the input of each recurrent layer to its output");
  public static final Setting<Integer> FILTERS =
      Setting.integer("filters", 128, 1, 65536, "cnn, hybrid: filters of each width")
          .comparedAt("64", "128", "256");
  public static final Setting<List<Integer>> WIDTHS =
      Setting.integers(
          "widths", List.of(3, 4, 5), 1, 1000, "cnn, hybrid: widths of the convolutions, in steps");
  public static final Setting<HiddenActivation> CONVOLUTION_ACTIVATION =
      Setting.choice(
          "convolution-activation",
          HiddenActivation.RELU,
          "cnn, hybrid: activation of the convolutions");
  public static final Setting<Integer> POOL_SIZE =
      Setting.integer("pool-size", 4, 1, 1000, "hybrid: steps of each max-pooling window");
  public static final Setting<Integer> BLOCKS =
      Setting.integer("blocks", 4, 1, 64, "transformer: number of stacked blocks")
          .comparedAt("2", "4", "6");
  public static final Setting<Integer> HEADS =
      Setting.integer(
          "heads",
          4,
          1,
          64,
          "transformer: attention heads of a block; embedding must be a multiple of it");
  public static final Setting<Integer> FEED_FORWARD =
      Setting.integer(
          "feed-forward",
          512,
          1,
          65536,
          "transformer: hidden units of a block's feed-forward layer");
  public static final Setting<Double> ATTENTION_DROPOUT =
      dropout("attention-dropout", "an attention weight of a transformer");
  public static final Setting<List<Pooling>> POOLING =
      Setting.choices(
              "pooling", List.of(Pooling.MAX), "how the outputs of all steps become one vector")
          .offAt(List.of(Pooling.LAST))
          .comparedAt("last", "mean", "max", "attention", "mean+max", "max+attention");
  public static final Setting<Integer> ATTENTION_SIZE =
      Setting.integer(
              "attention-size",
              64,
              1,
              65536,
              "hidden units of the attention scores, attention pooling only")
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
          "dense-concat", false, "concatenate the input of each dense layer to its output");
  public static final Setting<Double> DENSE_DROPOUT =
      dropout("dense-dropout", "an output of a dense layer");
  public static final Setting<Double> OUTPUT_DROPOUT =
      dropout("output-dropout", "an input of the output layer, if there are no dense layers");
  public static final Setting<Boolean> BATCH_NORM =
      Setting.flag(
          "batch-norm",
          false,
          "batch normalisation of the dense layers; hybrid: of all layers except the embedding");
  public static final Setting<Boolean> LAYER_NORM =
      Setting.flag("layer-norm", false, "layer normalisation of the outputs of each dense layer");
  public static final Setting<Double> L1 =
      Setting.decimal("l1", 0, 0, 1, "L1 penalty on the weights");
  public static final Setting<Double> L2 =
      Setting.decimal("l2", 0, 0, 1, "L2 penalty on the weights");

  /** Of networks that predict a tag at each step. */
  public static final Setting<TagOutput> OUTPUT =
      Setting.choice(
          "output",
          TagOutput.SOFTMAX,
          "predict each tag of a sequence independently, or all jointly with a linear-chain CRF");

  /** Of networks that classify. */
  public static final Setting<Loss> LOSS = loss(Loss.CROSS_ENTROPY, Loss.KL_DIVERGENCE, Loss.FOCAL);

  public static final Setting<Double> LABEL_SMOOTHING =
      Setting.decimal(
              "label-smoothing",
              0,
              0,
              0.5,
              "share of each label spread evenly over all classes in training, cross-entropy only")
          .comparedAt("0", "0.05", "0.1", "0.2");

  public static final Setting<Double> CONSISTENCY =
      Setting.decimal(
              "consistency",
              0,
              0,
              100,
              "penalty when two dropout passes over an example disagree (R-Drop); 0 makes one pass,"
                  + " cross-entropy only")
          .comparedAt("0", "1", "4");

  /** Of networks that predict numbers; has the same name. */
  public static final Setting<Loss> REGRESSION_LOSS =
      loss(Loss.MSE, Loss.MAE, Loss.MAPE, Loss.HUBER);

  public static final Setting<Double> FOCAL_GAMMA =
      Setting.decimal(
          "focal-gamma", 2, 0, 10, "down-weighting of confident examples, focal loss only");
  public static final Setting<Double> HUBER_DELTA =
      Setting.decimal(
          "huber-delta", 1, 1e-6, 1e6, "error above which the loss is linear, huber loss only");

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
            List.of(BATCH_NORM, LAYER_NORM),
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

  /** For one tag of each token, where tags depend on each other. */
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
    return Setting.choice("loss", first, allowed, "loss that training minimises");
  }

  private static Setting<Double> dropout(String name, String what) {
    return Setting.decimal(name, 0, 0, 0.95, "probability of dropping " + what)
        .comparedAt("0", "0.1", "0.2", "0.3", "0.5");
  }
}
