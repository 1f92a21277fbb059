package io.sequent.common.study.run;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.run.RunRecord;
import io.sequent.common.train.TrainingSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs of a study cost beside each other, for an order and for estimating how long the rest
 * takes. A run costs what the finished runs with the most similar settings took, in proportion to
 * epochs and training examples; before any has finished, epochs times examples. Only ratios matter.
 */
final class RunCosts {
  /** Stands for all training examples as long as their number is not known. */
  private static final double ASSUMED_EXAMPLES = 50_000;

  /** What settings have cost, without those that {@link #work} accounts for. */
  private final Map<Map<String, String>, Measured> measured = new HashMap<>();

  /** The seconds per work of settings of which no run has finished, until one of others does. */
  private final Map<Map<String, String>, Double> estimates = new HashMap<>();

  private double allExamples = ASSUMED_EXAMPLES;

  /** Sums over the finished runs with the same settings. */
  private static final class Measured {
    private int runs;
    private double perEpoch;
    private double perEpochAndExample;
  }

  /** Takes the time of a finished run into account. */
  synchronized void add(Config config, RunRecord run) {
    run.times().train().ifPresent(seconds -> add(config, seconds));
    Integer examples = run.training().examples().get(RunRecord.TRAIN);
    if (examples != null && config.get(DataSettings.MAX_TRAIN) == 0) {
      allExamples = examples;
    }
  }

  private void add(Config config, double seconds) {
    Measured sums = measured.computeIfAbsent(settings(config), settings -> new Measured());
    int examples = config.get(DataSettings.MAX_TRAIN);
    sums.runs++;
    if (examples == 0) {
      sums.perEpoch += seconds / config.get(TrainingSettings.EPOCHS);
    } else {
      sums.perEpochAndExample += seconds / config.get(TrainingSettings.EPOCHS) / examples;
    }
    estimates.clear();
  }

  /** The cost of a run; comparable with others as long as no run is added. */
  synchronized double of(Config config) {
    Map<String, String> settings = settings(config);
    Measured same = measured.get(settings);
    return work(config)
        * (same == null
            ? estimates.computeIfAbsent(settings, this::estimate)
            : mean(List.of(same)));
  }

  /** As the most similar settings. */
  private double estimate(Map<String, String> settings) {
    long least =
        measured.keySet().stream().mapToLong(one -> differences(one, settings)).min().orElse(0);
    List<Measured> nearest =
        measured.entrySet().stream()
            .filter(one -> differences(one.getKey(), settings) == least)
            .map(Map.Entry::getValue)
            .toList();
    return nearest.isEmpty() ? 1 : mean(nearest);
  }

  private double mean(List<Measured> some) {
    double sum = 0;
    int runs = 0;
    for (Measured one : some) {
      sum += one.perEpochAndExample + one.perEpoch / allExamples;
      runs += one.runs;
    }
    return sum / runs;
  }

  private double work(Config config) {
    int examples = config.get(DataSettings.MAX_TRAIN);
    return config.get(TrainingSettings.EPOCHS) * (examples == 0 ? allExamples : examples);
  }

  private static Map<String, String> settings(Config config) {
    Map<String, String> settings = new HashMap<>(config.asText());
    settings.remove(CommonSettings.SEED.name());
    settings.remove(TrainingSettings.EPOCHS.name());
    settings.remove(DataSettings.MAX_TRAIN.name());
    return settings;
  }

  /** The number of settings that differ. */
  private static long differences(Map<String, String> one, Map<String, String> other) {
    return one.entrySet().stream()
        .filter(value -> !value.getValue().equals(other.get(value.getKey())))
        .count();
  }
}
