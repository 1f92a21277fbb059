package io.sequent.common.network.layer.pooling;

import static io.sequent.common.network.layer.pooling.AttentionNetworks.BATCH;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.EMPTY_ROW;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.END;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.FEATURES;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.MIDDLE;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.SIZE;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.TIME;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.array;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.data;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.labels;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.layer;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.network;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.numbers;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.pooling;
import static io.sequent.common.network.layer.pooling.AttentionNetworks.untrained;
import static io.sequent.common.network.layer.pooling.Pooling.ATTENTION;
import static io.sequent.common.network.layer.pooling.Pooling.FLATTEN;
import static io.sequent.common.network.layer.pooling.Pooling.LAST;
import static io.sequent.common.network.layer.pooling.Pooling.MAX;
import static io.sequent.common.network.layer.pooling.Pooling.MEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class AttentionPoolingTest {
  @AfterEach
  void useFloats() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (double[][] mask : new double[][][] {null, END, MIDDLE, EMPTY_ROW}) {
      for (List<Pooling> kinds :
          List.of(
              List.of(ATTENTION),
              List.of(MEAN, ATTENTION, MAX),
              List.of(ATTENTION, FLATTEN, LAST, ATTENTION))) {
        cases.add(Arguments.of(kinds, mask));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}, mask {1}")
  @MethodSource("cases")
  void analyticGradientsAreTheNumericOnes(List<Pooling> kinds, double @Nullable [][] mask) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    // The embedding's gradient is the gradient of the pooling's input.
    MultiLayerNetwork network =
        network(DataType.DOUBLE, 1, new TokenEmbedding.Builder(6, 2).build(), pooling(kinds));
    INDArray ids = Nd4j.create(new double[][][] {{{0, 1, 4, 1}}, {{2, 2, 5, 0}}, {{3, 3, 0, 0}}});
    assertThat(gradientsPass(network, ids, array(mask))).isTrue();
  }

  /** Its output does not lie time-major, so the layer works on a copy. */
  @Test
  void gradientsPassBehindADeeplearning4jLayer() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    Layer stock = new LSTM.Builder().nOut(3).build();
    MultiLayerNetwork network = network(DataType.DOUBLE, 2, stock, pooling(List.of(ATTENTION)));
    INDArray features = numbers(DataType.DOUBLE, BATCH, 2, TIME);
    assertThat(gradientsPass(network, features, array(END))).isTrue();
  }

  private static boolean gradientsPass(
      MultiLayerNetwork network, INDArray features, @Nullable INDArray mask) {
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(network)
            .input(features)
            .labels(labels(DataType.DOUBLE))
            .inputMask(mask)
            .maxRelError(1e-5)
            .subset(true)
            .maxPerParam(6)
            .print(GradientCheckUtil.PrintMode.FAILURES_ONLY));
  }

  @ParameterizedTest(name = "{0}, mask {1}")
  @MethodSource("cases")
  void floatsGiveWhatDoublesGive(List<Pooling> kinds, double @Nullable [][] mask) {
    INDArray[] doubles = passed(DataType.DOUBLE, kinds, mask);
    INDArray[] floats = passed(DataType.FLOAT, kinds, mask);
    for (int i = 0; i < doubles.length; i++) {
      assertThat(floats[i].dataType()).isEqualTo(DataType.FLOAT);
      assertThat(doubles[i].amaxNumber().doubleValue()).isGreaterThan(1e-3);
      assertThat(doubles[i].sub(floats[i].castTo(DataType.DOUBLE)).amaxNumber().doubleValue())
          .isLessThan(2e-6);
    }
  }

  /** Output, gradient by the parameters and gradient by the input of one pass. */
  private static INDArray[] passed(DataType type, List<Pooling> kinds, double @Nullable [][] mask) {
    AttentionPoolingLayer layer = layer(type, kinds);
    layer.setMaskArray(array(mask));
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    layer.setInput(numbers(type, BATCH, FEATURES, TIME), workspaces);
    INDArray output = layer.activate(true, workspaces);
    INDArray epsilon = numbers(type, output.shape());
    INDArray byInput = layer.backpropGradient(epsilon, workspaces).getSecond();
    return new INDArray[] {output, layer.getGradientsViewArray(), byInput};
  }

  @Test
  void stepsAreWeightedByTheSoftmaxOfTheirScores() {
    AttentionPoolingLayer layer = layer(DataType.DOUBLE, List.of(ATTENTION));
    double[][] projection = layer.getParam("W").toDoubleMatrix();
    double[] bias = layer.getParam("b").toDoubleVector();
    double[] context = layer.getParam("u").toDoubleVector();
    INDArray input = numbers(DataType.DOUBLE, BATCH, FEATURES, TIME);
    layer.setMaskArray(array(MIDDLE));
    layer.setInput(input, LayerWorkspaceMgr.noWorkspaces());
    INDArray output = layer.activate(false, LayerWorkspaceMgr.noWorkspaces());
    assertThat(output.shape()).containsExactly(BATCH, FEATURES);
    for (int b = 0; b < BATCH; b++) {
      double[] shares = new double[TIME];
      for (int t = 0; t < TIME; t++) {
        double score = 0;
        for (int k = 0; k < SIZE; k++) {
          double sum = bias[k];
          for (int i = 0; i < FEATURES; i++) {
            sum += input.getDouble(b, i, t) * projection[i][k];
          }
          score += context[k] * Math.tanh(sum);
        }
        shares[t] = MIDDLE[b][t] * Math.exp(score);
      }
      double all = Arrays.stream(shares).sum();
      double[] expected = Arrays.stream(shares).map(share -> share / all).toArray();
      assertThat(layer.attention()[b]).containsExactly(expected, within(1e-12));
      for (int i = 0; i < FEATURES; i++) {
        double mean = 0;
        for (int t = 0; t < TIME; t++) {
          mean += expected[t] * input.getDouble(b, i, t);
        }
        assertThat(output.getDouble(b, i)).isCloseTo(mean, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void sequenceWithoutStepsThatCountGivesZerosAndNoGradient(DataType type) {
    AttentionPoolingLayer layer = layer(type, List.of(ATTENTION, MEAN));
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    layer.setMaskArray(Nd4j.zeros(type, 2, TIME));
    layer.setInput(numbers(type, 2, FEATURES, TIME), workspaces);
    assertThat(layer.activate(true, workspaces)).isEqualTo(Nd4j.zeros(type, 2, 2 * FEATURES));
    assertThat(layer.attention()).isDeepEqualTo(new double[2][TIME]);
    layer.getGradientsViewArray().assign(1);
    INDArray byInput =
        layer.backpropGradient(Nd4j.ones(type, 2, 2 * FEATURES), workspaces).getSecond();
    assertThat(byInput.amaxNumber().doubleValue()).isZero();
    assertThat(layer.getGradientsViewArray().amaxNumber().doubleValue()).isZero();
  }

  static Stream<DataType> types() {
    return Stream.of(DataType.FLOAT, DataType.DOUBLE);
  }

  @Test
  void savedLayerComesBack(@TempDir Path folder) throws IOException {
    AttentionPooling.Builder pooling = new AttentionPooling.Builder(List.of(FLATTEN, ATTENTION), 5);
    MultiLayerNetwork saved = untrained(FEATURES, pooling.length(6));
    DataSet data = data();
    saved.fit(data);
    Path file = folder.resolve("model.zip");
    ModelFile.save(saved, file);
    MultiLayerNetwork loaded = ModelFile.load(file);
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(saved.getLayerWiseConfigurations());
    AttentionPooling layer = (AttentionPooling) loaded.getLayer(0).conf().getLayer();
    assertThat(layer.getKinds()).containsExactly(FLATTEN, ATTENTION);
    assertThat(layer.getSize()).isEqualTo(5);
    assertThat(layer.getNOut()).isEqualTo(7 * FEATURES);
    assertThat(loaded.params()).isEqualTo(saved.params());
    assertThat(loaded.updaterState()).isEqualTo(saved.updaterState());
    assertThat(loaded.output(data.getFeatures())).isEqualTo(saved.output(data.getFeatures()));
  }

  /** As it was written before there was attention. */
  @Test
  void poolingWithoutAttentionIsReadAndWrittenAsEver() throws IOException {
    String before =
        "{\"@class\":\"io.sequent.common.network.layer.pooling.SequencePooling\",\"constraints\":null,"
            + "\"gradientNormalization\":\"None\",\"gradientNormalizationThreshold\":0.0,"
            + "\"idropout\":null,\"kinds\":[\"MEAN\",\"FLATTEN\"],\"layerName\":null,\"length\":4}";
    SequencePooling layer = new SequencePooling(List.of(MEAN, FLATTEN), 4);
    assertThat(NeuralNetConfiguration.mapper().readValue(before, Layer.class)).isEqualTo(layer);
    assertThat(NeuralNetConfiguration.mapper().writeValueAsString(layer).replaceAll("\\s", ""))
        .isEqualTo(before);
  }

  @Test
  void whatMakesNoLayerIsRefused() {
    assertThatThrownBy(() -> new SequencePooling(List.of(MAX, ATTENTION), 0))
        .hasMessageContaining("AttentionPooling");
    assertThatThrownBy(() -> new AttentionPooling.Builder(List.of(MAX), 3))
        .hasMessage("no attention among [MAX]");
    assertThatThrownBy(() -> new AttentionPooling.Builder(List.of(ATTENTION), 0))
        .hasMessageContaining("got 0");
    assertThatThrownBy(() -> new AttentionPooling.Builder(List.of(ATTENTION, FLATTEN), 3).build())
        .hasMessageContaining("fixed length");
    assertThatThrownBy(() -> layer(DataType.FLOAT, List.of(ATTENTION)).attention())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no forward pass");
  }
}
