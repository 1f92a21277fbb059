package io.sequent.common.study.run;

import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.run.RunRecord;
import io.sequent.common.train.TrainingSettings;
import java.util.ArrayList;
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

  private final List<Measured> measured = new ArrayList<>();
  private double allExamples = ASSUMED_EXAMPLES;

  private record Measured(Config config, double seconds) {}

  /** Takes the time of a finished run into account. */
  synchronized void add(Config config, RunRecord run) {
    run.times().train().ifPresent(seconds -> measured.add(new Measured(config, seconds)));
    Integer examples = run.training().examples().get(RunRecord.TRAIN);
    if (examples != null && config.get(DataSettings.MAX_TRAIN) == 0) {
      allExamples = examples;
    }
  }

  /** The cost of a run; comparable with others as long as no run is added. */
  synchronized double of(Config config) {
    long least =
        measured.stream().mapToLong(run -> differences(run.config, config)).min().orElse(0);
    return work(config)
        * measured.stream()
            .filter(run -> differences(run.config, config) == least)
            .mapToDouble(run -> run.seconds / work(run.config))
            .average()
            .orElse(1);
  }

  private double work(Config config) {
    int examples = config.get(DataSettings.MAX_TRAIN);
    return config.get(TrainingSettings.EPOCHS) * (examples == 0 ? allExamples : examples);
  }

  /** The number of settings that differ, without those that {@link #work} accounts for. */
  private static long differences(Config one, Config other) {
    Map<String, String> values = new HashMap<>(one.asText());
    values.remove(CommonSettings.SEED.name());
    values.remove(TrainingSettings.EPOCHS.name());
    values.remove(DataSettings.MAX_TRAIN.name());
    Map<String, String> others = other.asText();
    return values.entrySet().stream()
        .filter(value -> !value.getValue().equals(others.get(value.getKey())))
        .count();
  }
}
