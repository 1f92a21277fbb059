package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.classify.Reliability.Bin;
import io.sequent.common.report.Pictures;
import org.junit.jupiter.api.Test;

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
  void confidenceThatIsAsOftenRightHasNoError() {
    double[] confidences = new double[100];
    boolean[] right = new boolean[100];
    for (int i = 0; i < right.length; i++) {
      confidences[i] = 0.8;
      right[i] = i % 5 > 0;
    }
    assertThat(Reliability.of(confidences, right).error()).isCloseTo(0, within(1e-9));
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
