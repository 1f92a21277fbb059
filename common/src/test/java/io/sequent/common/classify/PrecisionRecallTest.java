package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
  @Test
  void curveAndAverageAreThoseOfScikitLearn() {
    PrecisionRecall curve =
        PrecisionRecall.of(
            new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});
    assertThat(curve.recall()).containsExactly(0.5, 0.5, 1.0, 1.0);
    assertThat(curve.precision()).containsExactly(1.0, 0.5, 2.0 / 3, 0.5);
    // average_precision_score of the same: 0.8333
    assertThat(curve.averagePrecision()).isCloseTo(5.0 / 6, within(1e-12));
  }

  @Test
  void equalScoresAreOnePoint() {
    PrecisionRecall curve =
        PrecisionRecall.of(new double[] {0.5, 0.5, 0.2}, new boolean[] {true, false, true});
    assertThat(curve.recall()).containsExactly(0.5, 1.0);
    assertThat(curve.precision()).containsExactly(0.5, 2.0 / 3);
  }

  @Test
  void classWithoutMembersHasNoCurve() {
    assertThatThrownBy(() -> PrecisionRecall.of(new double[] {1}, new boolean[] {false}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
