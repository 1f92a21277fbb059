package io.sequent.common.network.layer.embedding;

import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The smallest network around an embedding: the mean of its vectors predicts one number. */
final class PooledEmbedding {
  private PooledEmbedding() {}

  static MultiLayerNetwork network(DataType type, TokenEmbedding embedding) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(type)
                .updater(new Adam(0.01))
                .list()
                .layer(embedding)
                .layer(new SequencePooling(List.of(Pooling.MEAN), 0))
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.TANH)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    return network;
  }
}
