package io.sequent.common.network.transformer;

import static io.sequent.common.network.transformer.Encoders.BATCH;
import static io.sequent.common.network.transformer.Encoders.TIME;
import static io.sequent.common.network.transformer.Encoders.WIDTH;
import static io.sequent.common.network.transformer.Encoders.numbers;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import java.util.List;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class PositionEmbeddingTest {
  private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  @ParameterizedTest(name = "{0}, class token {1}")
  @CsvSource({"FLOAT, false", "FLOAT, true", "DOUBLE, false", "DOUBLE, true"})
  void vectorOfThePositionIsAdded(DataType type, boolean classToken) {
    PositionEmbeddingLayer layer = layer(type, classToken, 0);
    INDArray input = numbers(type, BATCH, WIDTH, TIME);
    INDArray table = layer.getParam("P");
    int ahead = classToken ? 1 : 0;
    assertThat(table.size(0)).isEqualTo(TIME + 2 + ahead);
    Pair<INDArray, MaskState> passedOn =
        requireNonNull(
            layer.feedForwardMaskArray(Nd4j.create(Encoders.MIDDLE), MaskState.Active, BATCH));
    assertThat(passedOn.getFirst().shape()).containsExactly(BATCH, ahead + TIME);
    layer.setInput(input, WORKSPACES);
    INDArray output = layer.activate(false, WORKSPACES);
    assertThat(output.shape()).containsExactly(BATCH, WIDTH, ahead + TIME);
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < ahead + TIME; t++) {
        boolean isToken = t < ahead;
        double counts = isToken ? 1 : Encoders.MIDDLE[b][t - ahead];
        assertThat(passedOn.getFirst().getDouble(b, t)).isEqualTo(counts);
        for (int i = 0; i < WIDTH; i++) {
          double x = isToken ? 0 : input.getDouble(b, i, t - ahead);
          assertThat(output.getDouble(b, i, t))
              .isCloseTo(counts * (x + table.getDouble(t, i)), within(1e-6));
        }
      }
    }
  }

  @Test
  void dropoutIsOfTrainingAlone() {
    PositionEmbeddingLayer layer = layer(DataType.FLOAT, true, 0.5);
    layer.setInput(numbers(DataType.FLOAT, BATCH, WIDTH, TIME), WORKSPACES);
    INDArray used = layer.activate(false, WORKSPACES).dup();
    INDArray trained = layer.activate(true, WORKSPACES);
    int dropped = 0;
    for (int i = 0; i < used.length(); i++) {
      double value = trained.getDouble(i);
      dropped += value == 0 ? 1 : 0;
      assertThat(value == 0 || Math.abs(value - 2 * used.getDouble(i)) < 1e-6).isTrue();
    }
    assertThat(dropped).isBetween(20, 70); // of 90
  }

  @Test
  void longerSequenceIsRefused() {
    PositionEmbeddingLayer layer = layer(DataType.FLOAT, true, 0);
    layer.setInput(numbers(DataType.FLOAT, BATCH, WIDTH, TIME + 3), WORKSPACES);
    assertThatThrownBy(() -> layer.activate(false, WORKSPACES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sequence of 7 steps, but positions are learned for 6 at most");
    PositionEmbedding configuration = new PositionEmbedding.Builder(6).classToken(true).build();
    assertThatThrownBy(() -> configuration.getOutputType(0, InputType.recurrent(8, 7)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(configuration.getOutputType(0, InputType.recurrent(8, 6)))
        .isEqualTo(InputType.recurrent(8, 7));
    assertThatThrownBy(() -> configuration.getOutputType(3, InputType.feedForward(8)))
        .hasMessageContaining("PositionEmbedding accepts sequences, but layer 3 gets");
  }

  private static PositionEmbeddingLayer layer(DataType type, boolean classToken, double dropout) {
    MultiLayerNetwork network =
        Encoders.network(
            type,
            true,
            List.of(
                new PositionEmbedding.Builder(TIME + 2)
                    .classToken(classToken)
                    .dropout(dropout)
                    .build()));
    return (PositionEmbeddingLayer) network.getLayer(1);
  }
}
