package io.sequent.common.network.recurrent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@ExtendWith(OneThread.class)
class WeightDropoutTest {
  private static final int HIDDEN = 6;

  @AfterEach
  void useWhatThereIs() {
    Kernels.use(KernelChoice.AUTO);
  }

  @Test
  void leavesOutTheShareAskedForAndScalesTheRestUp() {
    INDArray recurrent = Nd4j.valueArrayOf(200, 100, 3.0);
    Map<String, INDArray> weights = Map.of("RW", recurrent, "W", Nd4j.ones(2, 2));
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    Map<String, INDArray> applied =
        WeightDropout.draw(weights, List.of("RW"), 0.4, none).applied(weights, none);
    assertThat(applied.get("W")).isEqualTo(Nd4j.ones(2, 2));
    INDArray dropped = requireNonNull(applied.get("RW"));
    double shareLeft = dropped.neq(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertThat(shareLeft).isCloseTo(0.6, within(0.02));
    assertThat(dropped.maxNumber().doubleValue()).isCloseTo(5, within(1e-5));
    assertThat(recurrent.minNumber().doubleValue()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = KernelChoice.class,
      names = {"AUTO", "PORTABLE"})
  void gradientOfWhatWasLeftOutIsZeroAndNothingElseIsTouched(KernelChoice kernel) {
    Kernels.use(kernel);
    MultiLayerNetwork network = network();
    network.setInput(Nd4j.rand(5, 3, 7));
    network.setLabels(Nd4j.rand(5, 1, 7));
    Nd4j.getRandom().setSeed(8);
    network.computeGradientAndScore();
    for (String key : List.of("RW", "RWR")) {
      INDArray gradient = network.gradient().getGradientFor("0_" + key);
      double zeros = gradient.eq(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
      assertThat(zeros).as(key).isBetween(0.3, 0.7);
    }
    assertThat(network.gradient().getGradientFor("0_W").eq(0).any()).isFalse();
  }

  @Test
  void inferenceTakesAllWeights() {
    MultiLayerNetwork network = network();
    INDArray features = Nd4j.rand(5, 3, 7);
    INDArray output = network.output(features);
    network.feedForward(features, true);
    assertThat(network.output(features)).isEqualTo(output);
    INDArray trained = network.feedForward(features, true).get(2);
    assertThat(trained).isNotEqualTo(output);
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new Recurrent.Builder(CellType.LSTM, HIDDEN)
                        .bidirectional(true)
                        .weightDropout(0.5)
                        .build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.TANH)
                        .build())
                .setInputType(InputType.recurrent(3))
                .build());
    network.init();
    return network;
  }
}
