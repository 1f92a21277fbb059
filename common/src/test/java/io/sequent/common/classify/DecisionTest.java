package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class DecisionTest {
  private static final List<String> CLASSES = List.of("rare", "usual");

  @Test
  void withoutHandicapsTheMostProbableClassIsChosen() {
    Decision decision = Decision.mostProbable(3);
    assertThat(decision.of(0.2, 0.5, 0.3)).isEqualTo(1);
    assertThat(decision.of(Nd4j.createFromArray(new double[][] {{0.6, 0.3, 0.1}, {0, 0, 1}})))
        .containsExactly(0, 2);
  }

  @Test
  void handicapMovesTheThreshold() {
    Decision decision = new Decision(List.of(Math.log(3), 0.0));
    assertThat(decision.of(0.26, 0.74)).isZero();
    assertThat(decision.of(0.24, 0.76)).isEqualTo(1);
  }

  @Test
  void bestByMacroF1FindsTheRareClassBelowOneHalf() {
    double[][] probabilities = {
      {0.35, 0.65}, {0.32, 0.68}, {0.1, 0.9}, {0.2, 0.8}, {0.05, 0.95}, {0.12, 0.88}
    };
    int[] truth = {0, 0, 1, 1, 1, 1};
    Decision decision = Decision.byMacroF1(CLASSES, probabilities, truth);
    for (int i = 0; i < truth.length; i++) {
      assertThat(decision.of(probabilities[i])).isEqualTo(truth[i]);
    }
  }

  @Test
  void whatIsBestAlreadyIsLeftAsItIs() {
    double[][] probabilities = {{0.9, 0.1}, {0.2, 0.8}};
    assertThat(Decision.byMacroF1(CLASSES, probabilities, new int[] {0, 1}))
        .isEqualTo(Decision.mostProbable(2));
  }

  @Test
  void expectedMacroF1IsThatOfTheProbabilitiesAsCounts() {
    // Choosing the rare class for the first example alone: 2 * 0.4 / (1 + 0.6) for it,
    // 2 * 1.8 / (2 + 2.4) for the other; with two of it 2 * 0.5 / (2 + 0.6) and less.
    double[][] probabilities = {{0.4, 0.6}, {0.1, 0.9}, {0.1, 0.9}};
    Decision decision = Decision.byExpectedMacroF1(2, probabilities);
    assertThat(decision.of(0.4, 0.6)).isZero();
    assertThat(decision.of(0.1, 0.9)).isEqualTo(1);
    assertThat(decision.logOffsets()).containsExactly(0.5, 0.0);
  }

  @Test
  void expectedMacroF1OfCertainProbabilitiesChangesNothing() {
    assertThat(Decision.byExpectedMacroF1(2, new double[][] {{1, 0}, {0, 1}}))
        .isEqualTo(Decision.mostProbable(2));
  }
}
