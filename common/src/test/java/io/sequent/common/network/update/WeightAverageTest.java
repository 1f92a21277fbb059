package io.sequent.common.network.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.network.build.OneThread;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class WeightAverageTest {
  /** Floats and doubles are computed in different ways. */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void eachNumberIsAveraged(DataType type) {
    MultiLayerNetwork network = network(type);
    long count = network.numParams();
    network.params().assign(Nd4j.linspace(type, 0.0, 1.0, count));
    WeightAverage average = new WeightAverage(network, 0.9);
    network.params().addi(11);
    network.getLayerWiseConfigurations().setIterationCount(1);
    average.update(); // 2/11 of the beginning is kept
    assertThat(difference(average.values(), Nd4j.linspace(type, 9.0, 1.0, count))).isLessThan(1e-4);

    network.getLayerWiseConfigurations().setIterationCount(1000);
    network.params().subi(12);
    average.update(); // 0.9, and the parameters are 10 below the average
    assertThat(difference(average.values(), Nd4j.linspace(type, 8.0, 1.0, count))).isLessThan(1e-4);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void exchangedTwiceAllIsAsItWas(DataType type) {
    MultiLayerNetwork network = network(type);
    INDArray before = network.params().dup();
    WeightAverage average = new WeightAverage(network, 0.9);
    network.params().muli(3);
    INDArray after = network.params().dup();
    average.exchange();
    assertThat(network.params()).isEqualTo(before);
    average.exchange();
    assertThat(network.params()).isEqualTo(after);
    assertThat(average.values()).isEqualTo(before);
  }

  @Test
  void withoutDecayTheParametersAreTheAverage() {
    MultiLayerNetwork network = network(DataType.FLOAT);
    WeightAverage average = new WeightAverage(network, 0);
    network.params().addi(1);
    INDArray after = network.params().dup();
    average.update();
    average.exchange();
    assertThat(average.values()).isEqualTo(after).isEqualTo(network.params());
    assertThat(average.isOn()).isFalse();
  }

  @Test
  void decayWithoutEndIsRefused() {
    MultiLayerNetwork network = network(DataType.FLOAT);
    assertThatThrownBy(() -> new WeightAverage(network, 1)).hasMessageContaining("decay 1.0");
  }

  private static double difference(INDArray values, INDArray expected) {
    return values.ravel().sub(expected).amaxNumber().doubleValue();
  }

  /** More numbers than go into one piece, and no multiple of one. */
  private static MultiLayerNetwork network(DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .list()
                .layer(new OutputLayer.Builder().nIn(100).nOut(3).build())
                .build());
    network.init();
    return network;
  }
}
