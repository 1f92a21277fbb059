package io.sequent.common.network.build;

import static io.sequent.common.network.build.GradientChecks.BATCH;
import static io.sequent.common.network.build.GradientChecks.IDS;
import static io.sequent.common.network.build.GradientChecks.TIME;
import static io.sequent.common.network.build.GradientChecks.passes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.build.GradientChecks.Mask;
import io.sequent.common.network.build.GradientChecks.Top;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of embeddings, pooling and dense layers. */
@ExtendWith({OneThread.class, GradientChecks.InDoubles.class})
class GradientsTest {
  @Test
  void embeddingPasses() {
    for (Mask mask : Mask.values()) {
      Layer embedding = new TokenEmbedding.Builder(5, 3).build();
      assertThat(passes(IDS, mask.array(), Top.CONCATENATION, 1, null, embedding))
          .as(mask.name())
          .isTrue();
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
}
