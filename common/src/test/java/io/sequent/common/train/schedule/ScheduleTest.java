package io.sequent.common.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.config.Config;
import io.sequent.common.evaluation.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values are those of PyTorch's schedulers. */
class ScheduleTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void stepDecayFallsEveryStepSizeEpochs() {
    Schedule schedule = new StepDecay(0.1, 3, 0.5);
    assertThat(rates(schedule, 8))
        .containsExactly(new double[] {.1, .1, .1, .05, .05, .05, .025, .025}, EXACT);
  }

  @Test
  void multiStepDecayFallsAtMilestonesWhateverTheirOrder() {
    Schedule schedule = new MultiStepDecay(0.1, List.of(5, 2), 0.1);
    assertThat(rates(schedule, 7))
        .containsExactly(new double[] {.1, .1, .01, .01, .01, .001, .001}, EXACT);
  }

  @Test
  void plateauFallsOnceMoreThanPatienceEpochsWereNoBetter() {
    double[] losses = {1.0, 0.9, 0.9, 0.95, 0.91, 0.92, 0.8, 0.81, 0.82, 0.83, 0.84};
    assertThat(ratesWithMetrics(ReduceOnPlateau.from(0.1, 0.1, 2, Metric.LOSS), losses))
        .containsExactly(
            new double[] {.1, .1, .1, .1, .1, .01, .01, .01, .01, .01, .001, .001}, EXACT);
  }

  @Test
  void plateauOfAMetricThatShouldRiseLooksTheOtherWay() {
    double[] accuracies = {0.5, 0.6, 0.6, 0.7, 0.6};
    assertThat(ratesWithMetrics(ReduceOnPlateau.from(0.1, 0.5, 0, Metric.ACCURACY), accuracies))
        .containsExactly(new double[] {.1, .1, .1, .05, .05, .025}, EXACT);
  }

  @Test
  void plateauCountsAnImprovementBelowTheThresholdAsNone() {
    double[] losses = {1.0, 0.99995, 0.9998};
    assertThat(ratesWithMetrics(ReduceOnPlateau.from(0.1, 0.5, 0, Metric.LOSS), losses))
        .containsExactly(new double[] {.1, .1, .05, .05}, EXACT);
  }

  @Test
  void plateauCountsWhatIsNoNumberAsNoImprovement() {
    double[] losses = {1.0, Double.NaN};
    assertThat(ratesWithMetrics(ReduceOnPlateau.from(0.1, 0.5, 0, Metric.LOSS), losses))
        .containsExactly(new double[] {.1, .1, .05}, EXACT);
  }

  @Test
  void plateauTakesNoStepTooSmallToMatter() {
    double[] losses = {1, 1, 1};
    assertThat(ratesWithMetrics(ReduceOnPlateau.from(1e-8, 0.1, 0, Metric.LOSS), losses))
        .containsOnly(1e-8);
  }

  /** torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=10). */
  @Test
  void oneCycleRisesAndFallsByHalfCosines() {
    Schedule schedule = new OneCycle(0.1, 2, 5, 0.3, 25, 1e4);
    double[] expected = {
      0.004,
      0.052,
      0.1,
      0.09504846320134737,
      0.0811745653949763,
      0.06112620219362892,
      0.03887419780637106,
      0.0188258346050236,
      0.004951936798652617,
      4e-7
    };
    double[] rates = IntStream.range(0, 10).mapToDouble(i -> schedule.rate(i / 5, i % 5)).toArray();
    assertThat(rates).containsExactly(expected, within(1e-9));
    assertThat(schedule.rate(7, 0)).isEqualTo(schedule.rate(1, 4));
  }

  @Test
  void oneCycleOfOneUpdateOrWithoutWarmUpIsFinite() {
    assertThat(new OneCycle(0.1, 1, 1, 0.3, 25, 1e4).rate(0, 0)).isFinite();
    assertThat(new OneCycle(0.1, 1, 1, 1, 25, 1e4).rate(0, 0)).isEqualTo(0.1, EXACT);
    assertThat(new OneCycle(0.1, 1, 10, 0, 25, 1e4).rate(0, 0)).isBetween(0.09, 0.1);
    assertThat(new OneCycle(0.1, 1, 10, 1, 25, 1e4).rate(0, 9)).isEqualTo(0.1, EXACT);
  }

  /** torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=4, eta_min=0.02), base 0.1. */
  @Test
  void cosineFallsToTheFloorAndStaysThere() {
    Schedule schedule = new CosineAnnealing(0.1, 0.02, 4, 10);
    assertThat(rates(schedule, 6))
        .containsExactly(
            new double[] {0.1, 0.08828427124746191, 0.06, 0.03171572875253810, 0.02, 0.02}, EXACT);
    assertThat(schedule.rate(0, 5)).isBetween(schedule.rate(1, 0), schedule.rate(0, 0));
  }

  @Test
  void linearDecayRisesAndFallsAlongLines() {
    Schedule schedule = new LinearDecay(0.1, 0.02, 0.2, 2, 5);
    double[] rates = IntStream.range(0, 10).mapToDouble(i -> schedule.rate(i / 5, i % 5)).toArray();
    assertThat(rates)
        .containsExactly(
            new double[] {.1 / 3, .2 / 3, .1, .09, .08, .07, .06, .05, .04, .03}, EXACT);
    assertThat(schedule.rate(2, 0)).isEqualTo(0.02, EXACT);
    assertThat(schedule.rate(7, 3)).isEqualTo(0.02, EXACT);
    assertThat(new LinearDecay(0.1, 0, 0, 1, 1).rate(0, 0)).isEqualTo(0.1, EXACT);
    assertThat(new LinearDecay(0.1, 0, 1, 1, 1).rate(0, 0)).isEqualTo(0.05, EXACT);
  }

  @Test
  void secondScheduleCountsFromItsOwnStart() {
    Schedule chain =
        new ScheduleChain(
            new ConstantRate(0.3), 2, ReduceOnPlateau.from(0.1, 0.5, 0, Metric.LOSS), 0);
    // The two epochs before the plateau begins do not count as its first ones.
    assertThat(ratesWithMetrics(chain, new double[] {1, 1, 1, 1, 1}))
        .containsExactly(new double[] {.3, .3, .1, .1, .05, .025}, EXACT);
    assertThat(
            new ScheduleChain(new ConstantRate(0.3), 2, new StepDecay(0.1, 1, 0.5), 0).rate(3, 0))
        .isEqualTo(0.05, EXACT);
  }

  @Test
  void settingsChooseTheSchedule() {
    assertThat(schedule(Map.of())).isEqualTo(new ConstantRate(0.01));
    assertThat(schedule(Map.of("schedule", "multi-step", "milestones", "3,6", "gamma", "0.2")))
        .isEqualTo(new MultiStepDecay(0.01, List.of(3, 6), 0.2));
    assertThat(schedule(Map.of("schedule", "step", "step-size", "4")))
        .isEqualTo(new StepDecay(0.01, 4, 0.5));
    assertThat(schedule(Map.of("schedule", "plateau", "schedule-start", "15")))
        .isEqualTo(
            new ScheduleChain(
                new ConstantRate(0.01),
                14,
                ReduceOnPlateau.from(0.01, 0.1, 3, Metric.ACCURACY),
                0));
    assertThat(
            schedule(
                Map.of(
                    "schedule", "one-cycle", "schedule-start", "31", "schedule-before", "plateau")))
        .isEqualTo(
            new ScheduleChain(
                ReduceOnPlateau.from(0.01, 0.1, 3, Metric.ACCURACY),
                30,
                new OneCycle(0.01, 5, 7, 0.3, 25, 1e4),
                0));
    assertThat(schedule(Map.of("schedule", "plateau")))
        .isEqualTo(ReduceOnPlateau.from(0.01, 0.1, 3, Metric.ACCURACY));
    assertThat(schedule(Map.of("schedule", "cosine", "schedule-length", "30")))
        .isEqualTo(new CosineAnnealing(0.01, 0, 30, 7));
    assertThat(schedule(Map.of("schedule", "linear", "warm-up", "0.1")))
        .isEqualTo(new LinearDecay(0.01, 0, 0.1, 35, 7));
  }

  private static Schedule schedule(Map<String, String> changes) {
    return ScheduleSettings.schedule(
        Config.defaults(ScheduleSettings.all()).with(changes, ""), 0.01, 35, 7, Metric.ACCURACY);
  }

  private static double[] rates(Schedule schedule, int epochs) {
    return IntStream.range(0, epochs).mapToDouble(epoch -> schedule.rate(epoch, 0)).toArray();
  }

  /** The rate of each epoch, and of the one after the last. */
  private static double[] ratesWithMetrics(Schedule schedule, double[] metrics) {
    Schedule now = schedule;
    DoubleStream.Builder rates = DoubleStream.builder();
    for (int epoch = 0; epoch < metrics.length; epoch++) {
      rates.add(now.rate(epoch, 0));
      now = now.afterEpoch(Map.of("loss", metrics[epoch], "accuracy", metrics[epoch]));
    }
    return rates.add(now.rate(metrics.length, 0)).build().toArray();
  }
}
