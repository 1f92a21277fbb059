package io.sequent.common.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.UserError;
import io.sequent.common.network.build.OneThread;
import io.sequent.common.train.LearningRateFinder.Finding;
import io.sequent.common.train.LearningRateFinder.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;

@ExtendWith(OneThread.class)
class LearningRateFinderTest {
  private static Finding find(double highest, int updates) {
    return new LearningRateFinder(1e-5, highest, updates, 4)
        .find(Toy.network(new Adam(0.1)), Toy.batches(40));
  }

  @Test
  void ratesRiseByTheSameFactorOverSeveralEpochsUntilTheLast() {
    Finding finding = find(1e-1, 41); // 5 batches an epoch.
    assertThat(finding.points()).hasSize(41);
    assertThat(finding.points().get(0).rate()).isEqualTo(1e-5);
    assertThat(finding.points().get(20).rate()).isCloseTo(1e-3, within(1e-9));
    assertThat(finding.points().get(40).rate()).isCloseTo(1e-1, within(1e-9));
  }

  @Test
  void suggestionIsWhereTheLossFallsAndTheSameEachTime() {
    Finding finding = find(1, 120);
    assertThat(finding.suggested()).isBetween(1e-3, 0.5);
    assertThat(finding.points()).extracting(Point::rate).contains(finding.suggested());
    assertThat(find(1, 120)).isEqualTo(finding);
    double least = finding.points().stream().mapToDouble(Point::loss).min().orElseThrow();
    assertThat(least).isLessThan(finding.points().get(0).loss() - 0.05);
  }

  @Test
  void testEndsWhereTheLossIsOutOfHand() {
    Finding finding =
        new LearningRateFinder(1e-3, 1000, 200, 4).find(Toy.regression(), Toy.batches(40));
    assertThat(finding.points()).hasSizeBetween(20, 190);
    assertThat(finding.points()).allMatch(point -> Double.isFinite(point.loss()));
  }

  @Test
  void optimizerWithoutALearningRateIsRefused() {
    LearningRateFinder finder = new LearningRateFinder(1e-5, 1, 20, 4);
    assertThatThrownBy(() -> finder.find(Toy.network(new AdaDelta()), Toy.batches(40)))
        .isInstanceOf(UserError.class)
        .hasMessage("find-lr: the optimizer has no learning rate, expected one that has");
    assertThatThrownBy(() -> new LearningRateFinder(1, 1, 20, 4)).hasMessageContaining("lowest");
  }
}
