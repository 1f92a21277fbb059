package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TemperatureTest {
  private static double[] softmax(double[] scores) {
    double[] powers = DoubleStream.of(scores).map(Math::exp).toArray();
    double sum = DoubleStream.of(powers).sum();
    return DoubleStream.of(powers).map(power -> power / sum).toArray();
  }

  /** A model whose scores are so many times what they should be. */
  private static Temperature fitted(double factor) {
    Random random = new Random(1);
    double[][] told = new double[20_000][];
    int[] truth = new int[told.length];
    for (int i = 0; i < truth.length; i++) {
      double[] scores = random.doubles(3, -2, 2).toArray();
      double[] real = softmax(scores);
      double draw = random.nextDouble();
      truth[i] = draw < real[0] ? 0 : draw < real[0] + real[1] ? 1 : 2;
      told[i] = softmax(DoubleStream.of(scores).map(score -> factor * score).toArray());
    }
    return Temperature.of(told, truth);
  }

  @Test
  void factorOfTheScoresIsFound() {
    assertThat(fitted(3).value()).isCloseTo(3, within(0.1));
    assertThat(fitted(1).value()).isCloseTo(1, within(0.03));
    assertThat(fitted(0.5).value()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void probabilitiesAreThoseOfDividedScores() {
    double[] scores = {2, -1, 0.5};
    double[] halved = DoubleStream.of(scores).map(score -> score / 2).toArray();
    assertThat(new Temperature(2).of(softmax(scores)))
        .containsExactly(softmax(halved), within(1e-12));
  }

  @Test
  void arrayOfFloatsIsCalibratedRowByRow() {
    INDArray output = Nd4j.createFromArray(new float[][] {{0.9f, 0.1f}, {0.2f, 0.8f}, {0, 1}});
    INDArray calibrated = new Temperature(2).of(output);
    assertThat(calibrated.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(calibrated.toDoubleMatrix()[0])
        .containsExactly(new double[] {.75, .25}, within(1e-6));
    assertThat(Arrays.stream(calibrated.toDoubleMatrix()[2]).sum()).isCloseTo(1, within(1e-6));
    assertThat(Temperature.NONE.of(output)).isSameAs(output);
  }

  @Test
  void valueStaysFiniteWhateverTheModelSays() {
    double[][] right = {{1, 0}, {0, 1}};
    assertThat(Temperature.of(right, new int[] {0, 1}).value()).isBetween(0.1, 1.0);
    assertThat(Temperature.of(right, new int[] {1, 0}).value()).isCloseTo(10, within(1e-3));
    double[][] undecided = {{0.5, 0.5}};
    assertThat(Temperature.of(undecided, new int[] {0})).isEqualTo(Temperature.NONE);
  }
}
