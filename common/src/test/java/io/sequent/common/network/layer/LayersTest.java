package io.sequent.common.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

@ExtendWith(OneThread.class)
class LayersTest {
  /** Two features over three steps. */
  private static final INDArray ROW = Nd4j.create(new double[][][] {{{1, -2, 5}, {4, 8, 6}}});

  @Test
  void poolingsStandInTheGivenOrder() {
    assertThat(pooled(List.of(Pooling.MEAN, Pooling.MAX, Pooling.LAST), 0, null))
        .containsExactly(4f / 3, 6, 5, 8, 5, 6);
    assertThat(pooled(List.of(Pooling.LAST, Pooling.MAX), 0, null)).containsExactly(5, 6, 5, 8);
    assertThat(pooled(List.of(Pooling.LAST, Pooling.FIRST), 0, null)).containsExactly(5, 6, 1, 4);
  }

  @Test
  void poolingSeesOnlyTheStepsThatCount() {
    INDArray end = Nd4j.create(new float[][] {{1, 1, 0}});
    assertThat(pooled(List.of(Pooling.MEAN, Pooling.MAX, Pooling.LAST), 0, end))
        .containsExactly(-0.5f, 6, 1, 8, -2, 8);
    INDArray middle = Nd4j.create(new float[][] {{0, 1, 0}});
    assertThat(pooled(List.of(Pooling.MEAN, Pooling.MAX, Pooling.LAST), 0, middle))
        .containsExactly(-2, 8, -2, 8, -2, 8);
    assertThat(pooled(List.of(Pooling.FIRST), 0, middle)).containsExactly(-2, 8);
  }

  @Test
  void flattenGoesStepByStepWithZerosWhereNothingCounts() {
    INDArray end = Nd4j.create(new float[][] {{1, 1, 0}});
    assertThat(pooled(List.of(Pooling.FLATTEN), 3, null)).containsExactly(1, 4, -2, 8, 5, 6);
    assertThat(pooled(List.of(Pooling.FLATTEN), 3, end)).containsExactly(1, 4, -2, 8, 0, 0);
    assertThat(pooled(List.of(Pooling.FLATTEN), 4, null)).containsExactly(1, 4, -2, 8, 5, 6, 0, 0);
  }

  @Test
  void emptyRowGivesZeros() {
    INDArray none = Nd4j.create(new float[][] {{0, 0, 0}});
    List<Pooling> kinds =
        List.of(Pooling.MAX, Pooling.MEAN, Pooling.FIRST, Pooling.LAST, Pooling.FLATTEN);
    assertThat(pooled(kinds, 3, none)).hasSize(14).containsOnly(0f, -0f);
  }

  @Test
  void flattenWantsAFixedLength() {
    assertThatThrownBy(() -> new SequencePooling(List.of(Pooling.FLATTEN), 0))
        .hasMessageContaining("fixed length");
    assertThatThrownBy(() -> pooled(List.of(Pooling.FLATTEN), 2, null))
        .hasMessageContaining("3 steps");
  }

  @Test
  void embeddingLooksVectorsUp() {
    MultiLayerNetwork network = network(1, new TokenEmbedding.Builder(4, 2).build());
    INDArray weights = network.getLayer(0).getParam("W");
    INDArray ids = Nd4j.create(new double[][][] {{{3, 0, 3}}, {{1, 2, 0}}});
    INDArray vectors = network.feedForward(ids).get(1);
    assertThat(vectors.shape()).containsExactly(2, 2, 3);
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 3; t++) {
        for (int i = 0; i < 2; i++) {
          assertThat(vectors.getFloat(b, i, t)).isEqualTo(weights.getFloat(ids.getInt(b, 0, t), i));
        }
      }
    }
  }

  @Test
  void paddingIsNotLearned() {
    MultiLayerNetwork network = network(1, new TokenEmbedding.Builder(4, 2).build());
    INDArray weights = network.getLayer(0).getParam("W");
    INDArray before = weights.dup();
    INDArray ids = Nd4j.create(new float[][][] {{{3, 1, 0}}});
    INDArray mask = Nd4j.create(new float[][] {{1, 1, 0}});
    network.fit(new DataSet(ids, Nd4j.ones(1, 1), mask, null));
    assertThat(weights.getRow(0)).isEqualTo(before.getRow(0));
    assertThat(weights.getRow(2)).isEqualTo(before.getRow(2));
    assertThat(weights.getRow(3)).isNotEqualTo(before.getRow(3));
  }

  /** Floats and doubles are computed in different ways. */
  @Test
  void gradientsOfFloatsAreThoseOfDoubles() {
    INDArray ids = Nd4j.create(new double[][][] {{{3, 0, 3, 5}}, {{5, 5, 1, 0}}, {{2, 3, 5, 5}}});
    INDArray mask = Nd4j.create(new double[][] {{1, 1, 1, 0}, {1, 1, 1, 1}, {0, 1, 0, 1}});
    for (INDArray counts : Arrays.asList(null, mask)) {
      INDArray floats = gradient(DataType.FLOAT, ids, counts);
      INDArray doubles = gradient(DataType.DOUBLE, ids, counts);
      assertThat(floats.dataType()).isEqualTo(DataType.FLOAT);
      assertThat(doubles.dataType()).isEqualTo(DataType.DOUBLE);
      assertThat(doubles.getRow(5).amaxNumber().doubleValue()).isGreaterThan(1e-3);
      assertThat(doubles.sub(floats.castTo(DataType.DOUBLE)).amaxNumber().doubleValue())
          .isLessThan(1e-6);
    }
  }

  private static INDArray gradient(DataType type, INDArray ids, @Nullable INDArray mask) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .list()
                .layer(new TokenEmbedding.Builder(6, 3).build())
                .layer(new SequencePooling(List.of(Pooling.FLATTEN), 4))
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
    network.init();
    INDArray numbers = Nd4j.linspace(DataType.DOUBLE, -0.5, 0.02, network.numParams());
    network.setParams(numbers.castTo(type));
    network.setInput(ids.castTo(type));
    network.setLabels(Nd4j.ones(type, 3, 2));
    network.setLayerMaskArrays(mask == null ? null : mask.castTo(type), null);
    network.computeGradientAndScore();
    return network.gradient().getGradientFor("0_W").dup();
  }

  @Test
  void tokenOutsideOfTheVocabularyIsRefused() {
    MultiLayerNetwork network = network(1, new TokenEmbedding.Builder(4, 2).build());
    assertThatThrownBy(() -> network.output(Nd4j.create(new float[][][] {{{4}}})))
        .hasMessageContaining("token id 4");
  }

  @Test
  void denseLayerHandsItsInputOn() {
    Dense dense = new Dense.Builder(3).concat(true).activation(Activation.TANH).build();
    MultiLayerNetwork network = networkOf(2, dense, new SequencePooling(List.of(Pooling.LAST), 0));
    List<INDArray> outputs = network.feedForward(ROW.castTo(DataType.FLOAT));
    INDArray weights = network.getLayer(0).getParam("W");
    assertThat(weights.shape()).containsExactly(2, 3);
    INDArray computed = Transforms.tanh(Nd4j.create(new float[][] {{5, 6}}).mmul(weights));
    assertThat(outputs.get(1).shape()).containsExactly(1, 5, 3);
    assertThat(outputs.get(2).toFloatVector())
        .containsExactly(
            new float[] {
              5, 6, computed.getFloat(0, 0), computed.getFloat(0, 1), computed.getFloat(0, 2)
            },
            within(1e-6f));
    MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(conf.toJson());
    assertThat(read.getConf(0).getLayer()).isEqualTo(conf.getConf(0).getLayer());
    assertThat(((Dense) read.getConf(0).getLayer()).isConcat()).isTrue();
  }

  @Test
  void jsonKeepsTheLayers() {
    MultiLayerConfiguration conf =
        network(1, new TokenEmbedding.Builder(4, 2).lazyUpdates(true).build())
            .getLayerWiseConfigurations();
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(conf.toJson());
    assertThat(((TokenEmbedding) read.getConf(0).getLayer()).isLazyUpdates()).isTrue();
    assertThat(read.getConf(0).getLayer())
        .isNotEqualTo(
            network(1, new TokenEmbedding.Builder(4, 2).build()).getLayer(0).conf().getLayer());
    for (int layer = 0; layer < 2; layer++) {
      assertThat(read.getConf(layer).getLayer()).isEqualTo(conf.getConf(layer).getLayer());
    }
  }

  private static float[] pooled(List<Pooling> kinds, int length, @Nullable INDArray mask) {
    SequencePooling pooling = new SequencePooling(kinds, length);
    MultiLayerNetwork network = networkOf(2, pooling);
    network.setLayerMaskArrays(mask, null);
    return network.feedForward(ROW.castTo(network.params().dataType())).get(1).toFloatVector();
  }

  private static MultiLayerNetwork network(int channels, Layer layer) {
    return networkOf(channels, layer, new SequencePooling(List.of(Pooling.MEAN), 0));
  }

  private static MultiLayerNetwork networkOf(int channels, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(1).updater(new Sgd(0.1)).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    list.layer(
        new OutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY).build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(channels)).build());
    network.init();
    return network;
  }
}
