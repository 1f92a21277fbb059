package io.sequent.common.network.transformer;

import static io.sequent.common.network.transformer.Encoders.BATCH;
import static io.sequent.common.network.transformer.Encoders.HEADS;
import static io.sequent.common.network.transformer.Encoders.TIME;
import static io.sequent.common.network.transformer.Encoders.WIDTH;
import static io.sequent.common.network.transformer.Encoders.difference;
import static io.sequent.common.network.transformer.Encoders.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class TransformerBlockTest {
  private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  static Stream<DataType> types() {
    return Stream.of(DataType.FLOAT, DataType.DOUBLE);
  }

  /** Written out number by number. */
  @ParameterizedTest
  @MethodSource("types")
  void sharesAreTheSoftmaxOfScaledProductsOfQueriesAndKeys(DataType type) {
    TransformerBlockLayer layer = layer(type, Encoders.block());
    INDArray input = numbers(type, BATCH, WIDTH, TIME);
    layer.setMaskArray(Nd4j.create(Encoders.MIDDLE));
    layer.keepAttention(true);
    layer.setInput(input, WORKSPACES);
    layer.activate(false, WORKSPACES);
    INDArray shares = layer.attention();
    assertThat(shares.shape()).containsExactly(BATCH, HEADS, TIME, TIME);

    double[][] weights = layer.getParam("Wqkv").castTo(DataType.DOUBLE).toDoubleMatrix();
    double[] bias = layer.getParam("bqkv").castTo(DataType.DOUBLE).toDoubleVector();
    int size = WIDTH / HEADS;
    for (int b = 0; b < BATCH; b++) {
      double[][] projected = new double[TIME][];
      for (int t = 0; t < TIME; t++) {
        projected[t] = projected(normed(layer, input, b, t), weights, bias);
      }
      for (int h = 0; h < HEADS; h++) {
        for (int query = 0; query < TIME; query++) {
          double[] expected = new double[TIME];
          double sum = 0;
          for (int key = 0; key < TIME; key++) {
            double score = 0;
            for (int i = 0; i < size; i++) {
              score += projected[query][h * size + i] * projected[key][WIDTH + h * size + i];
            }
            expected[key] = Encoders.MIDDLE[b][key] * Math.exp(score / Math.sqrt(size));
            sum += expected[key];
          }
          for (int key = 0; key < TIME; key++) {
            double share = Encoders.MIDDLE[b][query] * expected[key] / sum;
            assertThat(shares.getDouble(b, h, query, key)).isCloseTo(share, within(1e-6));
          }
        }
      }
    }
  }

  private static double[] normed(TransformerBlockLayer layer, INDArray input, int b, int t) {
    INDArray x = input.get(point(b), all(), point(t)).castTo(DataType.DOUBLE).dup();
    x.subi(x.meanNumber());
    double variance = x.mul(x).meanNumber().doubleValue();
    x.divi(Math.sqrt(variance + 1e-5));
    INDArray gamma = layer.getParam("gamma1").castTo(DataType.DOUBLE).reshape(WIDTH);
    INDArray beta = layer.getParam("beta1").castTo(DataType.DOUBLE).reshape(WIDTH);
    return x.mul(gamma).add(beta).toDoubleVector();
  }

  private static double[] projected(double[] x, double[][] weights, double[] bias) {
    double[] sums = bias.clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += x[i] * weights[i][j];
      }
    }
    return sums;
  }

  @Test
  void attentionIsKeptOnlyWhenAskedFor() {
    TransformerBlockLayer layer = layer(DataType.FLOAT, Encoders.block());
    layer.setInput(numbers(DataType.FLOAT, BATCH, WIDTH, TIME), WORKSPACES);
    layer.activate(false, WORKSPACES);
    assertThatThrownBy(layer::attention)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("keepAttention(true)");
    layer.keepAttention(true);
    layer.activate(true, WORKSPACES);
    layer.clear();
    assertThat(layer.attention().sumNumber().doubleValue())
        .isCloseTo(BATCH * HEADS * TIME, within(1e-4));
    layer.keepAttention(false);
    assertThatThrownBy(layer::attention).isInstanceOf(IllegalStateException.class);
  }

  /** What stands in the padding is of no importance. */
  @ParameterizedTest
  @MethodSource("types")
  void paddedBatchGivesTheNumbersOfEachSequenceAlone(DataType type) {
    MultiLayerNetwork network = Encoders.network(type, true, Encoders.encoder().layers());
    INDArray ids = Encoders.ids(type);
    INDArray labels = Encoders.labels(type, true);
    INDArray mask = Nd4j.create(Encoders.END);
    INDArray padded = network.output(ids, false, mask, mask);
    INDArray gradient = Encoders.gradient(network, ids, labels, mask, true);
    INDArray sum = gradient.like();
    for (int b = 0; b < BATCH; b++) {
      INDArray steps = ids.get(interval(b, b + 1), all(), interval(0, Encoders.LENGTHS[b])).dup();
      INDArray classes =
          labels.get(interval(b, b + 1), all(), interval(0, Encoders.LENGTHS[b])).dup();
      INDArray alone = network.output(steps);
      INDArray there = padded.get(interval(b, b + 1), all(), interval(0, Encoders.LENGTHS[b]));
      assertThat(difference(there, alone)).isLessThan(1e-6);
      sum.addi(Encoders.gradient(network, steps, classes, null, true));
    }
    assertThat(difference(gradient, sum)).isLessThan(2e-6);
  }

  @ParameterizedTest
  @MethodSource("types")
  void paddingComesOutAsZerosAndGetsNoGradient(DataType type) {
    TransformerBlockLayer layer = layer(type, Encoders.block());
    layer.setMaskArray(Nd4j.create(Encoders.EMPTY_ROW));
    layer.setInput(numbers(type, BATCH, WIDTH, TIME), WORKSPACES);
    INDArray output = layer.activate(true, WORKSPACES);
    INDArray byInput =
        layer.backpropGradient(numbers(type, BATCH, WIDTH, TIME), WORKSPACES).getSecond();
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < TIME; t++) {
        boolean counts = Encoders.EMPTY_ROW[b][t] != 0;
        for (INDArray array : List.of(output, byInput)) {
          INDArray step = array.get(point(b), all(), point(t)).dup();
          assertThat(step.amaxNumber().doubleValue() > 1e-6).isEqualTo(counts);
        }
      }
    }
  }

  @ParameterizedTest(name = "batch {0}, time {1}")
  @CsvSource({"1, 1", "1, 4", "3, 1"})
  void sizesOfOneAreNoExceptions(int batch, int time) {
    INDArray[] doubles = passed(DataType.DOUBLE, batch, time);
    INDArray[] floats = passed(DataType.FLOAT, batch, time);
    for (int i = 0; i < doubles.length; i++) {
      assertThat(difference(floats[i], doubles[i])).isLessThan(2e-6);
    }
  }

  /** Output, gradient by the parameters and gradient by the input of one pass. */
  private static INDArray[] passed(DataType type, int batch, int time) {
    TransformerBlockLayer layer = layer(type, Encoders.block());
    layer.setInput(numbers(type, batch, WIDTH, time), WORKSPACES);
    INDArray output = layer.activate(true, WORKSPACES);
    INDArray byInput =
        layer.backpropGradient(numbers(type, batch, WIDTH, time), WORKSPACES).getSecond();
    return new INDArray[] {output, layer.getGradientsViewArray(), byInput};
  }

  @Test
  void orderOfTheStepsIsOfNoImportanceToABlock() {
    TransformerBlockLayer layer = layer(DataType.DOUBLE, Encoders.block());
    INDArray input = numbers(DataType.DOUBLE, BATCH, WIDTH, TIME);
    layer.setInput(input, WORKSPACES);
    INDArray output = layer.activate(false, WORKSPACES).dup();
    layer.setInput(reversed(input), WORKSPACES);
    assertThat(difference(layer.activate(false, WORKSPACES), reversed(output))).isLessThan(1e-12);
  }

  private static INDArray reversed(INDArray sequences) {
    INDArray reversed = sequences.ulike();
    for (int t = 0; t < TIME; t++) {
      reversed.get(all(), all(), point(t)).assign(sequences.get(all(), all(), point(TIME - 1 - t)));
    }
    return reversed;
  }

  private enum Dropped {
    BRANCHES,
    SHARES
  }

  @ParameterizedTest
  @EnumSource
  void dropoutIsOfTrainingAloneAndDiffersFromRowToRowAndPassToPass(Dropped dropped) {
    TransformerBlock.Builder block = Encoders.block();
    TransformerBlockLayer layer =
        layer(
            DataType.FLOAT,
            dropped == Dropped.BRANCHES ? block.residualDropout(0.5) : block.attentionDropout(0.5));
    INDArray row = numbers(DataType.FLOAT, 1, WIDTH, TIME);
    layer.setInput(Nd4j.concat(0, row, row), WORKSPACES);
    INDArray used = layer.activate(false, WORKSPACES).dup();
    assertThat(used.get(point(0))).isEqualTo(used.get(point(1)));
    INDArray trained = layer.activate(true, WORKSPACES).dup();
    assertThat(trained.get(point(0))).isNotEqualTo(trained.get(point(1)));
    assertThat(layer.activate(true, WORKSPACES)).isNotEqualTo(trained);
    assertThat(layer.activate(false, WORKSPACES)).isEqualTo(used);
  }

  @Test
  void startsWithTheWeightsOfItsSizes() {
    MultiLayerNetwork network =
        Encoders.initialised(
            new NeuralNetConfiguration.Builder().seed(5),
            true,
            2,
            List.of(
                new TokenEmbedding.Builder(9, 64).build(),
                new TransformerBlock.Builder(4, 256).build()));
    org.deeplearning4j.nn.api.Layer block = network.getLayer(1);
    assertThat(block.getParam("gamma1")).isEqualTo(Nd4j.ones(DataType.FLOAT, 1, 64));
    assertThat(block.getParam("bqkv").amaxNumber().doubleValue()).isZero();
    // Glorot and Bengio's deviation: the square root of 2 / (inputs + outputs).
    for (int i = 0; i < 3; i++) {
      INDArray part = block.getParam("Wqkv").get(all(), interval(64 * i, 64 * (i + 1)));
      assertThat(part.stdNumber().doubleValue()).isCloseTo(Math.sqrt(2 / 128.0), within(0.01));
    }
    assertThat(block.getParam("W1").stdNumber().doubleValue())
        .isCloseTo(Math.sqrt(2 / 320.0), within(0.005));
  }

  @Test
  void whatMakesNoBlockIsRefused() {
    List<Layer> layers = List.of(new TransformerBlock.Builder(4, 5).build());
    assertThatThrownBy(() -> Encoders.network(DataType.FLOAT, true, layers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a width of 6 cannot be divided among 4 heads");
    assertThatThrownBy(() -> new TransformerBlock.Builder(0, 5)).hasMessageContaining("0 heads");
    assertThatThrownBy(() -> new TransformerBlock.Builder(1, 5).residualDropout(1))
        .hasMessage("residual dropout 1.0, expected from 0 to less than 1");
    TransformerBlockLayer layer = layer(DataType.FLOAT, Encoders.block());
    layer.setInput(numbers(DataType.FLOAT, BATCH, WIDTH + 1, TIME), WORKSPACES);
    assertThatThrownBy(() -> layer.activate(false, WORKSPACES))
        .hasMessageContaining("[batch, 6, time], not [3, 7, 4]");
  }

  /** With parameters at random and room for their gradient. */
  private static TransformerBlockLayer layer(DataType type, TransformerBlock.Builder block) {
    MultiLayerNetwork network = Encoders.network(type, true, List.of(block.build()));
    network.initGradientsView();
    return (TransformerBlockLayer) network.getLayer(1);
  }
}
