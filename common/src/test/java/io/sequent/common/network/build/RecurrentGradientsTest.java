package io.sequent.common.network.build;

import static io.sequent.common.network.build.GradientChecks.BATCH;
import static io.sequent.common.network.build.GradientChecks.IDS;
import static io.sequent.common.network.build.GradientChecks.TIME;
import static io.sequent.common.network.build.GradientChecks.passes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.build.GradientChecks.Mask;
import io.sequent.common.network.build.GradientChecks.Top;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of recurrent layers. */
@ExtendWith({OneThread.class, GradientChecks.InDoubles.class})
class RecurrentGradientsTest {
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

  @ParameterizedTest
  @MethodSource("cells")
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
  @MethodSource("cells")
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
}
