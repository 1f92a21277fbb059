package io.sequent.common.train.history;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.train.schedule.Schedule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The epochs so far. The best epoch, the number of epochs since and the state of a schedule all
 * follow from them, so a checkpoint needs no other state of the loop. Immutable.
 *
 * @param metric validation metric that determines the best epoch
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
   * @throws UserError if the epoch lacks the metric that determines the best epoch
   */
  public History plus(EpochRecord epoch) {
    if (!epoch.validation().containsKey(metric.name())) {
      throw new UserError(
          "setting 'metric': "
              + Config.unknown("metric", metric.name(), epoch.validation().keySet()));
    }
    return new History(metric, Stream.concat(epochs.stream(), Stream.of(epoch)).toList());
  }

  /** The best epoch, the earliest of equally good ones; empty before the first. */
  public Optional<EpochRecord> best() {
    return epochs.stream().reduce((best, next) -> value(next) > value(best) ? next : best);
  }

  /** Whether the last epoch is the best one. */
  public boolean lastIsBest() {
    return epochsSinceBest() == 0 && !epochs.isEmpty();
  }

  /** Number of epochs since the best one. */
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

  /** The metric with its sign set so that higher is better; NaN is worst. */
  private double value(EpochRecord epoch) {
    double metricValue = metricOf(epoch);
    if (Double.isNaN(metricValue)) {
      return Double.NEGATIVE_INFINITY;
    }
    return metric.lowerIsBetter() ? -metricValue : metricValue;
  }

  /**
   * Results of one epoch.
   *
   * @param epoch its number, counted from 1
   * @param learningRate learning rate of its last update
   * @param trainLoss mean loss over all outputs that count, including regularisation and label
   *     smoothing, each measured before the update made from it
   * @param seconds training time without validation; that of the first epoch includes pretraining
   * @param validation metrics on the validation set, the leading one first
   */
  public record EpochRecord(
      int epoch,
      double learningRate,
      double trainLoss,
      double seconds,
      Map<String, Double> validation) {
    public EpochRecord {
      validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    }
  }
}
