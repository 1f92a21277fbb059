package io.sequent.common.network.recurrent;

import static io.sequent.common.network.recurrent.RecurrentFixtures.CHANNELS;
import static io.sequent.common.network.recurrent.RecurrentFixtures.TIME;
import static io.sequent.common.network.recurrent.RecurrentFixtures.assertClose;
import static io.sequent.common.network.recurrent.RecurrentFixtures.assertSegmentGradient;
import static io.sequent.common.network.recurrent.RecurrentFixtures.gradient;
import static io.sequent.common.network.recurrent.RecurrentFixtures.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.sequent.common.network.build.OneThread;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers that are passed several times. */
@ExtendWith(OneThread.class)
class RepeatedPassTest {
  @ParameterizedTest
  @EnumSource
  void twoPassesAreTheSameLayerTwice(CellType cell) {
    MultiLayerNetwork repeated = network(DataType.DOUBLE, repeated(cell, 2));
    MultiLayerNetwork twice =
        network(
            DataType.DOUBLE,
            new Recurrent.Builder(cell, CHANNELS).build(),
            new ActivationLayer.Builder().activation(Activation.TANH).build(),
            new Recurrent.Builder(cell, CHANNELS).build());
    twice.getLayer(0).setParams(repeated.getLayer(0).params());
    twice.getLayer(2).setParams(repeated.getLayer(0).params());
    twice.getLayer(3).setParams(repeated.getLayer(1).params());
    INDArray x = Nd4j.rand(DataType.DOUBLE, 3, CHANNELS, TIME);
    INDArray y = Nd4j.rand(DataType.DOUBLE, 3, 1, TIME);
    INDArray mask = Nd4j.ones(DataType.DOUBLE, 3, TIME);
    mask.get(point(1), interval(3, TIME)).assign(0);
    for (INDArray steps : new INDArray[] {null, mask}) {
      assertClose(
          repeated.output(x, false, steps, steps), twice.output(x, false, steps, steps), 1e-12);
      repeated.setLayerMaskArrays(steps, steps);
      twice.setLayerMaskArrays(steps, steps);
      Gradient once = gradient(repeated, x, y);
      Gradient both = gradient(twice, x, y);
      for (String key : new String[] {"W", "RW", "b"}) {
        INDArray sum = both.getGradientFor("0_" + key).add(both.getGradientFor("2_" + key));
        assertThat(sum.norm2Number().doubleValue()).isGreaterThan(1e-3);
        assertClose(once.getGradientFor("0_" + key), sum, 1e-12);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachPassHasAStateOfItsOwn(CellType cell) {
    MultiLayerNetwork network = network(repeated(cell, 3));
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    INDArray features = Nd4j.rand(2, CHANNELS, TIME);
    INDArray whole = network.output(features);
    INDArray recurrent = network.feedForward(features).get(1);
    layer.rnnClearPreviousState();
    for (int t = 0; t < TIME; t += 2) {
      INDArray segment = features.get(all(), all(), interval(t, t + 2)).dup();
      INDArray output = network.rnnActivateUsingStoredState(segment, true, true).get(1);
      assertClose(output, recurrent.get(all(), all(), interval(t, t + 2)), 1e-6);
    }
    for (int t = 0; t < TIME; t++) {
      INDArray step = network.rnnTimeStep(features.get(all(), all(), interval(t, t + 1)).dup());
      assertClose(step, whole.get(all(), all(), interval(t, t + 1)), 1e-6);
    }
  }

  @Test
  void severalPassesNeedOneDirectionAndAsManyOutputsAsInputs() {
    for (Recurrent layer :
        List.of(
            new Recurrent.Builder(CellType.GRU, CHANNELS + 1).passes(2).build(),
            new Recurrent.Builder(CellType.GRU, CHANNELS / 2)
                .passes(2)
                .bidirectional(true)
                .build())) {
      assertThatThrownBy(() -> network(layer))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("layer 0 (Recurrent): 2 passes from 2 to " + layer.getNOut());
    }
  }

  @Test
  void gradientOfASegmentOfSeveralPassesIsTheNumericOne() {
    assertSegmentGradient(repeated(CellType.LSTM, 2));
  }

  private static Recurrent repeated(CellType cell, int passes) {
    return new Recurrent.Builder(cell, CHANNELS)
        .passes(passes)
        .passActivation(Activation.TANH)
        .build();
  }
}
