package io.sequent.common.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.tune.BestSoFar.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BestSoFarTest {
  private static TrialResult trial(int number, String hidden, int epochs, double accuracy) {
    Proposal proposal = new Proposal(Map.of("hidden", hidden), epochs);
    double loss = Double.isNaN(accuracy) ? Double.POSITIVE_INFINITY : -accuracy;
    return new TrialResult(Spaces.done(number, proposal, loss), accuracy, List.of());
  }

  @Test
  void longerTrainingCostsTheEpochsThatItAddsAndOnlyBetterTrialsAreTold() {
    BestSoFar best =
        BestSoFar.of(
            List.of(
                trial(1, "8", 1, Double.NaN),
                trial(2, "16", 1, 0.5),
                trial(3, "32", 1, 0.4),
                new TrialResult(
                    Spaces.underWay(4, new Proposal(Map.of(), 3)), Double.NaN, List.of()),
                trial(5, "16", 3, 0.7)));
    assertThat(best.points()).containsExactly(new Point(2, 0.5), new Point(5, 0.7));
    assertThat(best.at(1)).isNaN();
    assertThat(best.at(4)).isEqualTo(0.5);
    assertThat(best.at(100)).isEqualTo(0.7);
  }

  @Test
  void meanBeginsWhereEachSearchHasATrial() {
    BestSoFar one = new BestSoFar(List.of(new Point(1, 0.5), new Point(4, 0.75)));
    BestSoFar other = new BestSoFar(List.of(new Point(2, 0.25)));
    assertThat(BestSoFar.mean(List.of(one, other)).points())
        .containsExactly(new Point(2, 0.375), new Point(4, 0.5));
    assertThat(BestSoFar.mean(List.of(one)).points()).isEqualTo(one.points());
    assertThat(BestSoFar.mean(List.of(one, new BestSoFar(List.of()))).points()).isEmpty();
  }
}
