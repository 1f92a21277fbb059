package io.sequent.common.network.recurrent;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of Deeplearning4j's own recurrent layers. */
final class StockNetworks {
  static final int CHANNELS = 2;
  static final int HIDDEN = 4;
  static final int TIME = 6;
  static final int BATCH = 3;

  private StockNetworks() {}

  static LSTM.Builder lstm() {
    return new LSTM.Builder().nOut(HIDDEN).activation(Activation.TANH);
  }

  static SimpleRnn.Builder rnn(Activation activation) {
    return new SimpleRnn.Builder().nOut(HIDDEN).activation(activation);
  }

  static RnnOutputLayer.Builder output() {
    return new RnnOutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY);
  }

  static NeuralNetConfiguration.ListBuilder base() {
    return new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(0.01)).list();
  }

  static MultiLayerConfiguration eachStep(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = base();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list.layer(output().build()).setInputType(InputType.recurrent(CHANNELS)).build();
  }

  static MultiLayerConfiguration one(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = base();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list.layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build())
        .setInputType(InputType.recurrent(CHANNELS))
        .build();
  }

  /** With random biases: equal ones would not distinguish the gates. */
  static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.setParams(Nd4j.randn(network.params().dataType(), 1, network.numParams()).muli(0.5));
    return network;
  }

  static INDArray features() {
    return Nd4j.randn(DataType.FLOAT, BATCH, CHANNELS, TIME);
  }
}
