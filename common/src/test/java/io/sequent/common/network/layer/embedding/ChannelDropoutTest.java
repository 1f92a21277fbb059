package io.sequent.common.network.layer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class ChannelDropoutTest {
  @Test
  void channelIsDroppedInAllOfASequenceForwardAndBackward() {
    Nd4j.getRandom().setSeed(1);
    ChannelDropout dropout = new ChannelDropout(0.4);
    INDArray input = Nd4j.ones(DataType.FLOAT, 50, 20, 3);
    INDArray out = dropout.applyDropout(input, input.dup(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    INDArray first = out.tensorAlongDimension(0, 0, 1);
    for (int step = 1; step < 3; step++) {
      assertThat(out.tensorAlongDimension(step, 0, 1)).isEqualTo(first);
    }
    double kept = first.neq(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertThat(kept).isCloseTo(0.6, within(0.05));
    assertThat(first.maxNumber().doubleValue()).isCloseTo(1 / 0.6, within(1e-6));
    INDArray back = dropout.backprop(input, input.dup(), 0, 0);
    assertThat(back).isEqualTo(out);
  }

  @Test
  void embeddingDropsChannelsInTrainingAloneAndKeepsWhichInItsGradient() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new TokenEmbedding.Builder(5, 40).channelDropout(0.5).build())
                .layer(new SequencePooling(List.of(Pooling.MEAN), 0))
                .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    INDArray ids = Nd4j.create(new float[][][] {{{1, 2, 3}}});
    INDArray mask = Nd4j.create(new float[][] {{1, 1, 0}});
    assertThat(network.feedForward(ids, false).get(1).eq(0).any()).isFalse();
    network.fit(new DataSet(ids, Nd4j.create(new float[][] {{0, 1}}), mask, null));
    INDArray gradient = network.gradient().getGradientFor("0_W");
    INDArray dropped = gradient.getRow(1).eq(0).castTo(DataType.DOUBLE);
    assertThat(dropped.meanNumber().doubleValue()).isBetween(0.2, 0.8);
    assertThat(gradient.getRow(2).eq(0).castTo(DataType.DOUBLE)).isEqualTo(dropped);
    assertThat(gradient.getRow(3).eq(0).all()).isTrue();
  }
}
