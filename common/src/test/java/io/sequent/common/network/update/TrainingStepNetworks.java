package io.sequent.common.network.update;

import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that {@link TrainingStep} is compared on, and their data. */
final class TrainingStepNetworks {
  static final INDArray MASK =
      Nd4j.createFromArray(new float[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}});

  private static final int VOCABULARY = 9;
  private static final int SIZE = 300; // Several pieces of 2048 numbers, and a part of one.

  private TrainingStepNetworks() {}

  /** Embedding, recurrent layer, pooling, dense layer with batch normalisation, output. */
  static MultiLayerNetwork tokens(Consumer<NeuralNetConfiguration.Builder> option) {
    NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder().seed(5);
    option.accept(builder);
    return initialised(
        builder
            .list()
            .layer(new TokenEmbedding.Builder(VOCABULARY, SIZE).build())
            .layer(new Recurrent.Builder(CellType.GRU, 3).build())
            .layer(new SequencePooling(List.of(Pooling.MEAN), 0))
            .layer(new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build())
            .layer(new BatchNormalization.Builder().build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(1))
            .build());
  }

  static MultiLayerNetwork wrapped() {
    return initialised(
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .updater(new Adam(0.01))
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(1e-2)
            .list()
            .layer(new FrozenLayer(new LSTM.Builder().nOut(3).build()))
            .layer(
                new LastTimeStep(
                    new Bidirectional(new LSTM.Builder().nOut(3).dropOut(0.8).build())))
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nOut(2)
                    .dropOut(0.8)
                    .activation(Activation.IDENTITY)
                    .build())
            .setInputType(InputType.recurrent(2))
            .build());
  }

  static MultiLayerNetwork perStep(DataType type, boolean truncated) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(type)
            .updater(new Adam(0.01))
            .list()
            .layer(new Recurrent.Builder(CellType.LSTM, 3).build())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MSE)
                    .nOut(2)
                    .activation(Activation.IDENTITY)
                    .build())
            .setInputType(InputType.recurrent(2));
    if (truncated) {
      list.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(2);
    }
    return initialised(list.build());
  }

  private static MultiLayerNetwork initialised(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** Token ids [3, 1, 4], other ones for each number. */
  static DataSet data(int number) {
    INDArray ids = Nd4j.zeros(3, 1, 4);
    for (int i = 0; i < ids.length(); i++) {
      ids.putScalar(new long[] {i / 4, 0, i % 4}, (i * 5 + number * 2) % 7 + number % 3);
    }
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {1, 0}});
    return new DataSet(ids, labels, MASK, null);
  }
}
