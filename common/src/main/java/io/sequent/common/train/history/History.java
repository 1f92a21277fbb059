package io.sequent.common.train.history;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.train.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The epochs so far. Which one is best, how long that is ago and how far a schedule has come all
 * follow from it, so a checkpoint needs nothing else of the loop's state. Immutable.
 *
 * @param metric the validation metric that decides
 * @param epochs in order
 */
public record History(Metric metric, List<EpochRecord> epochs) {
  public History {
    epochs = List.copyOf(epochs);
  }

  /** Before the first epoch. */
  public static History empty(Metric metric) {
    return new History(metric, List.of());
  }

  /**
   * With one more epoch.
   *
   * @throws UserError if the validation has no metric of the name that decides
   */
  public History plus(EpochRecord epoch) {
    if (!epoch.validation().containsKey(metric.name())) {
      throw new UserError(
          "setting 'metric': "
              + Config.unknown("metric", metric.name(), epoch.validation().keySet()));
    }
    return new History(metric, Stream.concat(epochs.stream(), Stream.of(epoch)).toList());
  }

  /** The best epoch, the earliest of several; none before the first. */
  public Optional<EpochRecord> best() {
    return epochs.stream().reduce((best, next) -> value(next) > value(best) ? next : best);
  }

  /** Whether the last epoch is the best one. */
  public boolean lastIsBest() {
    return epochsSinceBest() == 0 && !epochs.isEmpty();
  }

  /** How many epochs in a row have brought nothing better. */
  public int epochsSinceBest() {
    return best().map(best -> epochs.size() - epochs.indexOf(best) - 1).orElse(0);
  }

  /** The schedule as it stands after these epochs. */
  public Schedule replay(Schedule schedule) {
    Schedule now = schedule;
    for (EpochRecord epoch : epochs) {
      now = now.afterEpoch(epoch.validation());
    }
    return now;
  }

  private double metricOf(EpochRecord epoch) {
    return epoch.validation().getOrDefault(metric.name(), Double.NaN);
  }

  /** The metric turned so that more is better; a metric that is no number is worst. */
  private double value(EpochRecord epoch) {
    double metricValue = metricOf(epoch);
    if (Double.isNaN(metricValue)) {
      return Double.NEGATIVE_INFINITY;
    }
    return metric.lowerIsBetter() ? -metricValue : metricValue;
  }
}
