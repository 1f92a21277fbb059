package io.sequent.common.network.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Analytic gradients against numeric ones, in double precision. */
@ExtendWith(OneThread.class)
class GradientsTest {
  private static final int BATCH = 3;
  private static final int TIME = 4;
  private static final int CLASSES = 2;
  private static final INDArray IDS =
      Nd4j.create(new double[][][] {{{0, 1, 4, 1}}, {{2, 2, 2, 0}}, {{3, 3, 0, 0}}});

  @BeforeAll
  static void useDoubles() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterAll
  static void useFloats() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Mask {
    NONE,
    END(new double[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}}),
    MIDDLE(new double[][] {{1, 0, 1, 1}, {1, 1, 0, 1}, {0, 1, 0, 1}}),
    EMPTY_ROW(new double[][] {{1, 1, 1, 0}, {0, 0, 0, 0}, {1, 1, 0, 0}});

    private final double @Nullable [][] values;

    Mask() {
      values = null;
    }

    Mask(double[][] values) {
      this.values = values;
    }

    @Nullable INDArray array() {
      return values == null ? null : Nd4j.create(values);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Top {
    EACH_STEP,
    LAST(Pooling.LAST),
    CONCATENATION(Pooling.FLATTEN, Pooling.MEAN, Pooling.MAX);

    private final List<Pooling> kinds;

    Top(Pooling... kinds) {
      this.kinds = List.of(kinds);
    }
  }

  static Stream<Arguments> shapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (boolean bidirectional : new boolean[] {false, true}) {
        for (Mask mask : Mask.values()) {
          for (Top top : Top.values()) {
            shapes.add(Arguments.of(cell, bidirectional, mask, top));
          }
        }
      }
    }
    return shapes.stream();
  }

  @ParameterizedTest(name = "{0}, bidirectional {1}, mask {2}, top {3}")
  @MethodSource("shapes")
  void recurrentLayersPass(CellType cell, boolean bidirectional, Mask mask, Top top) {
    // The embedding's gradient is the gradient of the recurrent layer's input.
    Layer embedding = new TokenEmbedding.Builder(5, 2).build();
    Layer recurrent = new Recurrent.Builder(cell, 3).bidirectional(bidirectional).build();
    assertThat(passes(IDS, mask.array(), top, 1, null, embedding, recurrent)).isTrue();
  }

  @Test
  void embeddingPasses() {
    for (Mask mask : Mask.values()) {
      Layer embedding = new TokenEmbedding.Builder(5, 3).build();
      assertThat(passes(IDS, mask.array(), Top.CONCATENATION, 1, null, embedding))
          .as(mask.name())
          .isTrue();
    }
  }

  @ParameterizedTest(name = "bidirectional {0}, mask {1}")
  @CsvSource({"false, NONE", "false, MIDDLE", "true, NONE", "true, END"})
  void recurrentLayersThatHandTheirInputOnPass(boolean bidirectional, Mask mask) {
    Layer embedding = new TokenEmbedding.Builder(5, 2).build();
    List<Layer> layers = new ArrayList<>(List.of(embedding));
    for (int i = 0; i < 2; i++) {
      layers.add(
          new Recurrent.Builder(CellType.GRU, 3)
              .bidirectional(bidirectional)
              .inputDropout(0.3)
              .concat(true)
              .build());
    }
    for (Top top : Top.values()) {
      assertThat(passes(IDS, mask.array(), top, 1, 7L, layers, List.of())).as(top.name()).isTrue();
    }
  }

  @Test
  void embeddingWithBagsPasses() {
    INDArray entries =
        Nd4j.create(
            new double[][][] {
              {{1, 2, 0, 0}, {2, 0, 0, 3}, {1, 1, 2, 0}},
              {{3, 3, 3, 0}, {3, 0, 1, 0}, {0, 2, 2, 1}},
              {{0, 1, 2, 3}, {0, 0, 1, 1}, {2, 2, 0, 1}}
            });
    for (Mask mask : Mask.values()) {
      Layer embedding =
          new TokenEmbedding.Builder(5, 3)
              .bags(List.of(new TokenBag(2, 4, 2, 0.3), new TokenBag(1, 3, 1, 0)))
              .build();
      INDArray ids = Nd4j.concat(1, IDS, entries);
      assertThat(passes(ids, mask.array(), Top.CONCATENATION, 4, 7L, embedding))
          .as(mask.name())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("io.sequent.common.network.build.GradientsTest#cells")
  void dropoutsPass(CellType cell) {
    Layer layer =
        new Recurrent.Builder(cell, 4)
            .bidirectional(true)
            .inputDropout(0.4)
            .recurrentDropout(0.4)
            .weightDropout(0.4)
            .dropOut(new Dropout(0.7))
            .build();
    INDArray features = Nd4j.rand(DataType.DOUBLE, BATCH, 3, TIME);
    assertThat(passes(features, Mask.MIDDLE.array(), Top.LAST, 3, 7L, layer)).isTrue();
  }

  static Stream<CellType> cells() {
    return Stream.of(CellType.values());
  }

  static Stream<Arguments> repeated() {
    List<Arguments> shapes = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (int passes : new int[] {2, 3}) {
        for (Mask mask : Mask.values()) {
          shapes.add(Arguments.of(cell, passes, mask));
        }
      }
    }
    return shapes.stream();
  }

  @ParameterizedTest(name = "{0}, passes {1}, mask {2}")
  @MethodSource("repeated")
  void repeatedLayersPass(CellType cell, int passes, Mask mask) {
    Layer embedding = new TokenEmbedding.Builder(5, 3).build();
    Layer recurrent =
        new Recurrent.Builder(cell, 3).passes(passes).passActivation(Activation.TANH).build();
    assertThat(passes(IDS, mask.array(), Top.EACH_STEP, 1, null, embedding, recurrent)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("io.sequent.common.network.build.GradientsTest#cells")
  void dropoutsOfRepeatedLayersPass(CellType cell) {
    Layer layer =
        new Recurrent.Builder(cell, 3)
            .passes(2)
            .inputDropout(0.4)
            .recurrentDropout(0.4)
            .dropOut(new Dropout(0.7))
            .build();
    INDArray features = Nd4j.rand(DataType.DOUBLE, BATCH, 3, TIME);
    assertThat(passes(features, Mask.MIDDLE.array(), Top.LAST, 3, 7L, layer)).isTrue();
  }

  /** Its output does not lie time-major, so pooling works on a copy. */
  @ParameterizedTest
  @EnumSource(
      value = Mask.class,
      names = {"NONE", "END"})
  void poolingOfADeeplearning4jLayerPasses(Mask mask) {
    INDArray features = Nd4j.rand(DataType.DOUBLE, BATCH, 2, TIME);
    Layer stock = new LSTM.Builder().nOut(3).build();
    assertThat(passes(features, mask.array(), Top.CONCATENATION, 2, null, stock)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"TANH", "IDENTITY"})
  void denseLayersThatHandTheirInputOnPass(Activation activation) {
    List<Layer> embedding = List.of(new TokenEmbedding.Builder(5, 3).build());
    List<Layer> dense =
        List.of(
            new Dense.Builder(2).concat(true).activation(activation).build(),
            new Dense.Builder(4)
                .concat(true)
                .activation(activation)
                .dropOut(new Dropout(0.7))
                .build());
    List<Layer> all = Stream.concat(embedding.stream(), dense.stream()).toList();
    INDArray mask = Mask.END.array();
    assertThat(passes(IDS, mask, Top.EACH_STEP, 1, 7L, all, List.of())).isTrue();
    assertThat(passes(IDS, mask, Top.CONCATENATION, 1, 7L, embedding, dense)).isTrue();
  }

  private static boolean passes(
      INDArray features,
      @Nullable INDArray mask,
      Top top,
      int channels,
      @Nullable Long seedOfEachIteration,
      Layer... layers) {
    return passes(features, mask, top, channels, seedOfEachIteration, List.of(layers), List.of());
  }

  private static boolean passes(
      INDArray features,
      @Nullable INDArray mask,
      Top top,
      int channels,
      @Nullable Long seedOfEachIteration,
      List<Layer> layers,
      List<Layer> layersOfVectors) {
    ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(12345)
            .dataType(DataType.DOUBLE)
            .updater(new NoOp())
            .list();
    layers.forEach(list::layer);
    boolean eachStep = top == Top.EACH_STEP;
    if (eachStep) {
      list.layer(
          new RnnOutputLayer.Builder(LossFunction.MCXENT)
              .nOut(CLASSES)
              .activation(Activation.SOFTMAX)
              .build());
    } else {
      list.layer(new SequencePooling(top.kinds, TIME));
      layersOfVectors.forEach(list::layer);
      list.layer(
          new OutputLayer.Builder(LossFunction.MCXENT)
              .nOut(CLASSES)
              .activation(Activation.SOFTMAX)
              .build());
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(channels)).build());
    network.init();
    network.setParams(Nd4j.randn(DataType.DOUBLE, 1, network.numParams()).muli(0.6));
    INDArray labels =
        eachStep
            ? Nd4j.zeros(DataType.DOUBLE, BATCH, CLASSES, TIME)
            : Nd4j.zeros(DataType.DOUBLE, BATCH, CLASSES);
    for (int b = 0; b < BATCH; b++) {
      if (eachStep) {
        for (int t = 0; t < TIME; t++) {
          labels.putScalar(b, (b + t) % CLASSES, t, 1);
        }
      } else {
        labels.putScalar(b, b % CLASSES, 1);
      }
    }
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(network)
            .input(features)
            .labels(labels)
            .inputMask(mask)
            .labelMask(eachStep ? mask : null)
            .maxRelError(1e-5)
            .subset(true)
            .maxPerParam(3)
            .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
            .callEachIter(
                seedOfEachIteration == null
                    ? null
                    : net -> Nd4j.getRandom().setSeed(seedOfEachIteration)));
  }
}
