package io.sequent.common.network.layer.pooling;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that pool with attention, and data for them. */
final class AttentionNetworks {
  static final int BATCH = 3;
  static final int TIME = 4;
  static final int FEATURES = 7; // No multiple of what is added up at a time.
  static final int SIZE = 3;

  static final double[][] END = {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}};
  static final double[][] MIDDLE = {{1, 0, 1, 1}, {1, 1, 0, 1}, {0, 1, 0, 1}};
  static final double[][] EMPTY_ROW = {{1, 1, 1, 0}, {0, 0, 0, 0}, {1, 1, 0, 0}};

  static AttentionPooling pooling(List<Pooling> kinds) {
    return new AttentionPooling.Builder(kinds, SIZE).length(TIME).build();
  }

  /** With attention that prefers some steps clearly. */
  static AttentionPoolingLayer layer(DataType type, List<Pooling> kinds) {
    MultiLayerNetwork network = network(type, FEATURES, pooling(kinds));
    network.initGradientsView();
    return (AttentionPoolingLayer) network.getLayer(0);
  }

  static double[][] attention(MultiLayerNetwork network) {
    return ((AttentionPoolingLayer) network.getLayer(0)).attention();
  }

  static MultiLayerNetwork network(DataType type, int channels, Layer... layers) {
    ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(type).updater(new NoOp()).list();
    Stream.of(layers).forEach(list::layer);
    MultiLayerNetwork network = initialised(list, channels);
    network.setParams(numbers(type, 1, network.numParams()));
    return network;
  }

  static MultiLayerNetwork untrained(int channels, AttentionPooling.Builder pooling) {
    return initialised(
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .updater(new Adam(0.03))
            .list()
            .layer(pooling.build()),
        channels);
  }

  static MultiLayerNetwork initialised(ListBuilder list, int channels) {
    MultiLayerConfiguration configuration =
        list.layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(channels))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  static DataSet data() {
    INDArray features = numbers(DataType.FLOAT, BATCH, FEATURES, TIME);
    return new DataSet(features, labels(DataType.FLOAT), array(END), null);
  }

  static INDArray labels(DataType type) {
    return Nd4j.create(new double[][] {{1, 0}, {0, 1}, {1, 0}}).castTo(type);
  }

  static @Nullable INDArray array(double @Nullable [][] mask) {
    return mask == null ? null : Nd4j.create(mask);
  }

  /** Always the same numbers from -1 to 1, in both types. */
  static INDArray numbers(DataType type, long... shape) {
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    Random random = new Random(11);
    double[] numbers = random.doubles(count, -1, 1).map(x -> (float) x).toArray();
    return Nd4j.create(numbers, shape, DataType.DOUBLE).castTo(type);
  }

  private AttentionNetworks() {}
}
