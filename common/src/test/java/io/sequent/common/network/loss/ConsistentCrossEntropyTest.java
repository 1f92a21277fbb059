package io.sequent.common.network.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.serde.json.JsonMappers;

@ExtendWith(OneThread.class)
class ConsistentCrossEntropyTest {
  private static final IActivation SOFTMAX = new ActivationSoftmax();
  private static final INDArray LABELS =
      Nd4j.create(new double[][] {{0, 1, 0}, {0, 1, 0}, {1, 0, 0}, {1, 0, 0}});

  private final ConsistentCrossEntropy loss = new ConsistentCrossEntropy(3, 0.1);

  @Test
  void gradientIsTheNumericOneOfTheSum() {
    INDArray z = Nd4j.randn(DataType.DOUBLE, 4, 3);
    INDArray gradient = loss.computeGradient(LABELS, z, SOFTMAX, null);
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 3; column++) {
        double numeric = (sumAt(z, row, column, 1e-6) - sumAt(z, row, column, -1e-6)) / 2e-6;
        assertThat(gradient.getDouble(row, column)).isCloseTo(numeric, within(1e-5));
      }
    }
  }

  private double sumAt(INDArray z, int row, int column, double step) {
    INDArray moved = z.dup();
    moved.putScalar(row, column, z.getDouble(row, column) + step);
    return loss.computeScore(LABELS, moved, SOFTMAX, null, false);
  }

  @Test
  void pairHasThePriceOfThePaper() {
    // p = (0.9, 0.1), q = (0.5, 0.5)
    INDArray z = Nd4j.create(new double[][] {{Math.log(9), 0}, {0, 0}});
    INDArray labels = Nd4j.create(new double[][] {{1, 0}, {1, 0}});
    double there = 0.9 * Math.log(0.9 / 0.5) + 0.1 * Math.log(0.1 / 0.5);
    double back = 0.5 * Math.log(0.5 / 0.9) + 0.5 * Math.log(0.5 / 0.1);
    double crossEntropy = -Math.log(0.9) - Math.log(0.5);
    assertThat(new ConsistentCrossEntropy(2, 0).computeScore(labels, z, SOFTMAX, null, false))
        .isCloseTo(crossEntropy + 2 * 0.5 * (there + back), within(1e-12));
  }

  @Test
  void pairsThatAgreeHaveTheCrossEntropy() {
    INDArray z = Nd4j.randn(DataType.DOUBLE, 2, 3).repeat(0, 2);
    SmoothedCrossEntropy alone = new SmoothedCrossEntropy(0.1);
    assertThat(loss.computeScoreArray(LABELS, z, SOFTMAX, null))
        .isEqualTo(alone.computeScoreArray(LABELS, z, SOFTMAX, null));
    assertThat(loss.computeGradient(LABELS, z, SOFTMAX, null))
        .isEqualTo(alone.computeGradient(LABELS, z, SOFTMAX, null));
  }

  @Test
  void rowWithoutPartnerIsRefused() {
    assertThatThrownBy(
            () -> loss.computeScore(Nd4j.ones(3, 2), Nd4j.ones(3, 2), SOFTMAX, null, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 rows, expected pairs");
  }

  @Test
  void jsonKeepsTheLoss() throws Exception {
    String json = JsonMappers.getMapper().writeValueAsString(loss);
    assertThat(JsonMappers.getMapper().readValue(json, ILossFunction.class)).isEqualTo(loss);
  }
}
