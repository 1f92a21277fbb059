package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    // With the rare class for the first two: 2 * 0.8 / (2 + 1) for it and 2 * 2.8 / (3 + 4) for the
    // other; with none of it 0 and 2 * 4 / (5 + 4). The bias is small.
    double[][] probabilities = {{0.4, 0.6}, {0.4, 0.6}, {0.1, 0.9}, {0.1, 0.9}, {0, 1}};
    Decision decision = Decision.byExpectedMacroF1(2, probabilities, new int[] {1, 0, 1, 1, 1});
    assertThat(decision.of(0.4, 0.6)).isZero();
    assertThat(decision.of(0.1, 0.9)).isEqualTo(1);
  }

  @Test
  void expectedMacroF1CorrectsTheBiasOfTheProbabilities() {
    // Half as probable as it is frequent: two of four examples, expected one.
    double[][] probabilities = {{0.25, 0.75}, {0.25, 0.75}, {0.25, 0.75}, {0.25, 0.75}};
    double[] bias = ClassBias.of(2, probabilities, new int[] {0, 1, 0, 1});
    assertThat(bias[0] - bias[1]).isCloseTo(Math.log(3), within(1e-6));
    assertThat(ClassBias.corrected(new double[] {0.25, 0.75}, bias))
        .containsExactly(new double[] {0.5, 0.5}, within(1e-6));
  }

  @Test
  void aClassThatValidationLacksStaysPossible() {
    double[][] probabilities = {{0.6, 0.3, 0.1}, {0.3, 0.6, 0.1}};
    double[] bias = ClassBias.of(3, probabilities, new int[] {0, 1});
    assertThat(ClassBias.corrected(probabilities[0], bias)[2]).isBetween(0.1, 0.2);
  }
}
