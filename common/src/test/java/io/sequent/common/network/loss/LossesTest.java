package io.sequent.common.network.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAPE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.serde.json.JsonMappers;

@ExtendWith(OneThread.class)
class LossesTest {
  private static final IActivation SOFTMAX = new ActivationSoftmax();
  private static final IActivation IDENTITY = new ActivationIdentity();
  private static final INDArray CLASSES =
      Nd4j.create(new double[][] {{0, 1, 0}, {1, 0, 0}, {0.2, 0.3, 0.5}});
  private static final INDArray NUMBERS =
      Nd4j.create(new double[][] {{0.5, 2, -3}, {1, -0.5, 4}, {7, 0.25, 0}});

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(new KlDivergence(), SOFTMAX, CLASSES),
        Arguments.of(new FocalLoss(2), SOFTMAX, CLASSES),
        Arguments.of(new FocalLoss(0), SOFTMAX, CLASSES),
        Arguments.of(new FocalLoss(0.5), SOFTMAX, CLASSES),
        Arguments.of(new SmoothedCrossEntropy(0.1), SOFTMAX, CLASSES),
        Arguments.of(new SmoothedCrossEntropy(0.5), SOFTMAX, CLASSES),
        Arguments.of(
            new WeightedClasses(new SmoothedCrossEntropy(0.1), List.of(0.5, 2.0, 3.0)),
            SOFTMAX,
            CLASSES),
        Arguments.of(new HuberLoss(1), IDENTITY, NUMBERS),
        Arguments.of(new HuberLoss(0.3), IDENTITY, NUMBERS),
        Arguments.of(new PercentageLoss(), IDENTITY, NUMBERS));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("losses")
  void gradientIsTheNumericOne(ILossFunction loss, IActivation activation, INDArray labels) {
    INDArray z = Nd4j.randn(DataType.DOUBLE, 3, 3);
    INDArray gradient = loss.computeGradient(labels, z, activation, null);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double numeric =
            (scoreAt(loss, labels, z, activation, row, column, 1e-6)
                    - scoreAt(loss, labels, z, activation, row, column, -1e-6))
                / 2e-6;
        assertThat(gradient.getDouble(row, column)).isCloseTo(numeric, within(1e-5));
      }
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("losses")
  void maskedRowDoesNotCount(ILossFunction loss, IActivation activation, INDArray labels) {
    INDArray z = Nd4j.randn(DataType.DOUBLE, 3, 3);
    INDArray mask = Nd4j.create(new double[][] {{1}, {0}, {1}});
    INDArray each = loss.computeScoreArray(labels, z, activation, null);
    assertThat(loss.computeScoreArray(labels, z, activation, mask).getDouble(1)).isZero();
    assertThat(loss.computeScore(labels, z, activation, mask, false))
        .isCloseTo(each.getDouble(0) + each.getDouble(2), within(1e-9));
    INDArray gradient = loss.computeGradient(labels, z, activation, mask);
    assertThat(gradient.getRow(1).amaxNumber().doubleValue()).isZero();
    assertThat(gradient.getRow(0))
        .isEqualTo(loss.computeGradient(labels, z, activation, null).getRow(0));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("losses")
  void extremeOutputsStayFinite(ILossFunction loss, IActivation activation, INDArray labels) {
    INDArray z = Nd4j.create(new double[][] {{500, -500, 0}, {-500, 500, 0}, {0, 0, 500}});
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray score = loss.computeScoreArray(labels, z.castTo(type), activation, null);
      INDArray gradient = loss.computeGradient(labels, z.castTo(type), activation, null);
      assertThat(Double.isFinite(score.sumNumber().doubleValue())).isTrue();
      assertThat(Double.isFinite(gradient.sumNumber().doubleValue())).isTrue();
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("losses")
  void jsonKeepsTheLoss(ILossFunction loss, IActivation activation, INDArray labels)
      throws Exception {
    String json = JsonMappers.getMapper().writeValueAsString(loss);
    assertThat(JsonMappers.getMapper().readValue(json, ILossFunction.class)).isEqualTo(loss);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("losses")
  void networksWithTheLossAreSavedLoadedAndCloned(
      ILossFunction loss, IActivation activation, INDArray labels, @TempDir Path folder)
      throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder(loss)
                        .activation(activation)
                        .nIn(2)
                        .nOut(labels.size(1))
                        .build())
                .build());
    network.init();
    ModelFile.save(network, folder.resolve("model.zip"));
    for (MultiLayerNetwork copy :
        List.of(ModelFile.load(folder.resolve("model.zip")), network.clone())) {
      OutputLayer output = (OutputLayer) copy.getOutputLayer().conf().getLayer();
      assertThat(output.getLossFn()).isEqualTo(loss);
    }
  }

  @Test
  void focalLossWithoutFocusIsTheCrossEntropy() {
    INDArray z = Nd4j.randn(DataType.DOUBLE, 3, 3);
    double expected = new LossMCXENT().computeScore(CLASSES, z, SOFTMAX, Nd4j.ones(3, 1), true);
    assertThat(new FocalLoss(0).computeScore(CLASSES, z, SOFTMAX, null, true))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void focalLossIsThatOfThePaper() {
    // p = 0.9 of the true class: -(0.1)² ln 0.9
    INDArray z = Nd4j.create(new double[][] {{Math.log(9), 0}});
    INDArray labels = Nd4j.create(new double[][] {{1, 0}});
    assertThat(new FocalLoss(2).computeScore(labels, z, SOFTMAX, null, true))
        .isCloseTo(-0.01 * Math.log(0.9), within(1e-12));
  }

  @Test
  void smoothedCrossEntropyIsThatOfThePaper() {
    // p = 0.9 of the true one of two classes, labels 0.9 and 0.1
    INDArray z = Nd4j.create(new double[][] {{Math.log(9), 0}});
    INDArray labels = Nd4j.create(new double[][] {{1, 0}});
    SmoothedCrossEntropy loss = new SmoothedCrossEntropy(0.2);
    assertThat(loss.computeScore(labels, z, SOFTMAX, null, true))
        .isCloseTo(-0.9 * Math.log(0.9) - 0.1 * Math.log(0.1), within(1e-12));
    // Least at the smoothed labels.
    assertThat(loss.computeGradient(labels, z, SOFTMAX, null).amaxNumber().doubleValue())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void smoothedCrossEntropyWithoutSmoothingIsTheCrossEntropy() {
    INDArray z = Nd4j.randn(DataType.DOUBLE, 3, 3);
    double expected = new LossMCXENT().computeScore(CLASSES, z, SOFTMAX, Nd4j.ones(3, 1), true);
    assertThat(new SmoothedCrossEntropy(0).computeScore(CLASSES, z, SOFTMAX, null, true))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void examplesCountWhatTheirClassDoes() {
    INDArray z = Nd4j.randn(DataType.DOUBLE, 3, 3);
    INDArray plain = new FocalLoss(1).computeScoreArray(CLASSES, z, SOFTMAX, null);
    ILossFunction weighted = new WeightedClasses(new FocalLoss(1), List.of(3.0, 0.5, 1.0));
    INDArray scores = weighted.computeScoreArray(CLASSES, z, SOFTMAX, null);
    double[] weights = {0.5, 3, 0.2 * 3 + 0.3 * 0.5 + 0.5};
    for (int row = 0; row < 3; row++) {
      assertThat(scores.getDouble(row))
          .isCloseTo(weights[row] * plain.getDouble(row), within(1e-9));
    }
    assertThat(weighted.computeScore(CLASSES, z, SOFTMAX, null, true))
        .isCloseTo(scores.meanNumber().doubleValue(), within(1e-9));
  }

  @Test
  void divergenceOfTheTruthIsZero() {
    INDArray labels = Nd4j.create(new double[][] {{0.25, 0.75}});
    INDArray z = Nd4j.create(new double[][] {{0, Math.log(3)}});
    assertThat(new KlDivergence().computeScore(labels, z, SOFTMAX, null, true))
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void huberLossIsSquareInsideAndLinearOutside() {
    INDArray labels = Nd4j.create(new double[][] {{0, 0}});
    INDArray z = Nd4j.create(new double[][] {{0.5, 3}});
    // (0.5²/2 + 1 (3 - 1/2)) / 2 outputs
    assertThat(new HuberLoss(1).computeScore(labels, z, IDENTITY, null, true))
        .isCloseTo(1.3125, within(1e-12));
  }

  @Test
  void percentageOfAZeroLabelDoesNotCount() {
    INDArray labels = Nd4j.create(new double[][] {{0, 2}});
    INDArray z = Nd4j.create(new double[][] {{5, 3}});
    assertThat(new PercentageLoss().computeScore(labels, z, IDENTITY, null, true))
        .isCloseTo(25, within(1e-9)); // 50 % and nothing, over two outputs
  }

  @Test
  void percentageAgreesWithDeeplearning4jElsewhere() {
    INDArray labels = Nd4j.create(new double[][] {{4, -2}, {0.5, 1}});
    INDArray z = Nd4j.create(new double[][] {{3, -1}, {1, 1}});
    assertThat(new PercentageLoss().computeScore(labels, z, IDENTITY, null, true))
        .isCloseTo(
            new LossMAPE().computeScore(labels, z, IDENTITY, Nd4j.ones(2, 1), true), within(1e-9));
  }

  @Test
  void lossOfProbabilitiesRefusesOtherOutputs() {
    assertThatThrownBy(() -> new FocalLoss(2).computeScore(CLASSES, CLASSES, IDENTITY, null, true))
        .hasMessageContaining("softmax");
  }

  private static double scoreAt(
      ILossFunction loss,
      INDArray labels,
      INDArray z,
      IActivation activation,
      int row,
      int column,
      double step) {
    INDArray moved = z.dup();
    moved.putScalar(row, column, z.getDouble(row, column) + step);
    return loss.computeScore(labels, moved, activation, null, false);
  }
}
