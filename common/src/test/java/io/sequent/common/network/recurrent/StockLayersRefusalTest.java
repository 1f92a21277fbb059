package io.sequent.common.network.recurrent;

import static io.sequent.common.network.recurrent.StockNetworks.CHANNELS;
import static io.sequent.common.network.recurrent.StockNetworks.HIDDEN;
import static io.sequent.common.network.recurrent.StockNetworks.TIME;
import static io.sequent.common.network.recurrent.StockNetworks.base;
import static io.sequent.common.network.recurrent.StockNetworks.eachStep;
import static io.sequent.common.network.recurrent.StockNetworks.lstm;
import static io.sequent.common.network.recurrent.StockNetworks.network;
import static io.sequent.common.network.recurrent.StockNetworks.one;
import static io.sequent.common.network.recurrent.StockNetworks.output;
import static io.sequent.common.network.recurrent.StockNetworks.rnn;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.network.build.OneThread;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/** Layers of Deeplearning4j that {@link StockLayers} cannot convert. */
@ExtendWith(OneThread.class)
class StockLayersRefusalTest {
  @SuppressWarnings("deprecation") // GravesLSTM is among what must be refused.
  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(lstm().activation(Activation.SOFTSIGN).build(), "softsign; expected tanh"),
        Arguments.of(
            lstm().gateActivationFunction(Activation.HARDSIGMOID).build(), "expected sigmoid"),
        Arguments.of(rnn(Activation.SIGMOID).build(), "expected tanh or plain relu"),
        Arguments.of(
            rnn(Activation.TANH).activation(new ActivationReLU(6.0, null, null)).build(),
            "expected tanh or plain relu"),
        Arguments.of(rnn(Activation.TANH).hasLayerNorm(true).build(), "layer normalisation"),
        Arguments.of(
            new Bidirectional(Bidirectional.Mode.ADD, lstm().build()), "ADD; expected CONCAT"),
        Arguments.of(
            new GravesLSTM.Builder().nOut(HIDDEN).activation(Activation.TANH).build(),
            "GravesLSTM; expected LSTM or SimpleRnn"),
        Arguments.of(new FrozenLayer(lstm().build()), "FrozenLayer of LSTM"),
        Arguments.of(
            new FrozenLayer(new Bidirectional(lstm().build())),
            "FrozenLayer of Bidirectional of LSTM"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Layer layer, String why) {
    MultiLayerNetwork stock = network(eachStep(new DenseLayer.Builder().nOut(3).build(), layer));
    assertThatThrownBy(() -> StockLayers.converted(stock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("layer 1: ")
        .hasMessageContaining(why);
  }

  @Test
  void lastStepOfEachDirectionIsRefused() {
    Layer inner = lstm().weightInit(WeightInit.XAVIER).build();
    MultiLayerNetwork stock = network(one(new Bidirectional(new LastTimeStep(inner))));
    assertThatThrownBy(() -> StockLayers.converted(stock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 0: Bidirectional of LastTimeStep of LSTM; expected");
  }

  @Test
  void channelsInTheEndAreRefused() {
    MultiLayerNetwork stock =
        network(
            base()
                .layer(lstm().dataFormat(RNNFormat.NWC).build())
                .layer(output().dataFormat(RNNFormat.NWC).build())
                .setInputType(InputType.recurrent(CHANNELS, TIME, RNNFormat.NWC))
                .build());
    assertThatThrownBy(() -> StockLayers.converted(stock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 0: data format NWC");
  }

  @Test
  void networkWithoutWeightsIsRefused() {
    MultiLayerNetwork stock = new MultiLayerNetwork(eachStep(lstm().build()));
    assertThatThrownBy(() -> StockLayers.converted(stock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("init()");
  }
}
