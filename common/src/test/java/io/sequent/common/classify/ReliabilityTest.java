package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.classify.Reliability.Bin;
import io.sequent.common.report.Pictures;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.EvaluationCalibration;
import org.nd4j.evaluation.curves.ReliabilityDiagram;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ReliabilityTest {
  /**
   * Bins are 1/15 wide: 0.94 and more are in the last, 0.93 in the one before, 0.5 in the eighth.
   */
  @Test
  void binsAndErrorAreThoseComputedByHand() {
    Reliability reliability =
        Reliability.of(
            new double[] {0.95, 1, 0.94, 0.93, 0.5},
            new boolean[] {true, true, false, true, false});
    assertThat(reliability.bins()).hasSize(15);
    Bin last = reliability.bins().get(14);
    assertThat(last.count()).isEqualTo(3);
    assertThat(last.confidence()).isCloseTo((0.95 + 1 + 0.94) / 3, within(1e-9));
    assertThat(last.accuracy()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(reliability.bins().get(13)).isEqualTo(new Bin(1, 0.93, 1));
    assertThat(reliability.bins().get(7)).isEqualTo(new Bin(1, 0.5, 0));
    assertThat(reliability.bins().get(0).count()).isZero();
    double error = 3 * ((0.95 + 1 + 0.94) / 3 - 2.0 / 3) + (1 - 0.93) + 0.5;
    assertThat(reliability.error()).isCloseTo(error / 5, within(1e-9));
  }

  @Test
  void manyOfAConfidenceThatIsAsOftenRightHaveNoError() {
    double[] confidences = new double[20_000];
    boolean[] right = new boolean[20_000];
    for (int i = 0; i < right.length; i++) {
      confidences[i] = 0.75;
      right[i] = i % 4 > 0;
    }
    Reliability reliability = Reliability.of(confidences, right);
    assertThat(reliability.error()).isCloseTo(0, within(1e-9));
    assertThat(reliability.bins().get(11).count()).isEqualTo(20_000);
  }

  /** To it "the most probable class is right" is the second of two classes. */
  @Test
  void binsAreThoseOfNd4j() {
    Random random = new Random(1);
    double[] confidences = random.doubles(500).map(Math::sqrt).toArray();
    boolean[] right = new boolean[confidences.length];
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, right.length, 2);
    INDArray predictions = Nd4j.zeros(DataType.DOUBLE, right.length, 2);
    for (int i = 0; i < right.length; i++) {
      right[i] = random.nextDouble() < confidences[i] * confidences[i];
      labels.putScalar(i, right[i] ? 1 : 0, 1);
      predictions.putScalar(i, 0, 1 - confidences[i]);
      predictions.putScalar(i, 1, confidences[i]);
    }
    EvaluationCalibration calibration = new EvaluationCalibration(15, 15, true);
    calibration.eval(labels, predictions);
    ReliabilityDiagram diagram = calibration.getReliabilityDiagram(1);
    List<Bin> bins =
        Reliability.of(confidences, right).bins().stream().filter(bin -> bin.count() > 0).toList();
    assertThat(bins.stream().mapToDouble(Bin::confidence).toArray())
        .containsExactly(diagram.getMeanPredictedValueX(), within(1e-9));
    assertThat(bins.stream().mapToDouble(Bin::accuracy).toArray())
        .containsExactly(diagram.getFractionPositivesY(), within(1e-9));
  }

  @Test
  void whatIsNoProbabilityIsInABinAtTheEnd() {
    Reliability reliability = Reliability.of(new double[] {-0.3, 1.2}, new boolean[] {false, true});
    assertThat(reliability.bins().get(0)).isEqualTo(new Bin(1, 0, 0));
    assertThat(reliability.bins().get(14)).isEqualTo(new Bin(1, 1, 1));
  }

  @Test
  void pictureSaysTheError() {
    Reliability one = Reliability.of(new double[] {0.75}, new boolean[] {false});
    assertThat(Pictures.svg(one.picture()).orElseThrow())
        .contains("<title>Reliability of probabilities, ECE 0.7500</title>")
        .doesNotContain("NaN");
  }

  @Test
  void nothingHasNoReliability() {
    assertThatThrownBy(() -> Reliability.of(new double[0], new boolean[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
