package io.sequent.common.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.config.Config;
import io.sequent.common.run.Provenance;
import io.sequent.common.run.RunRecord;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunCostsTest {
  private final RunCosts costs = new RunCosts();

  private static Config config(String task, Map<String, String> values) {
    return TaskSettings.defaults(Tasks.named(task)).with(values, "");
  }

  private static Config stocks(String... values) {
    Config config = config("stocks", Map.of("epochs", "10", "max-train", "100"));
    for (int i = 0; i < values.length; i += 2) {
      config = config.with(Map.of(values[i], values[i + 1]), "");
    }
    return config;
  }

  /** A finished run. */
  private static RunRecord run(double seconds, int examples) {
    return new RunRecord(
        "stocks",
        1,
        false,
        Map.of(),
        new Provenance("", Map.of(), Map.of(), Map.of(), ""),
        Map.of(),
        new RunRecord.Training(
            Optional.of("mse"),
            OptionalInt.of(1),
            OptionalInt.of(1),
            OptionalLong.of(1),
            Map.of("train", examples)),
        new RunRecord.Times(
            Double.isNaN(seconds) ? Map.of() : Map.of("train", seconds),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()),
        Map.of());
  }

  private double ratio(Config more, Config less) {
    return costs.of(more) / costs.of(less);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stocks", "sentiment", "weather"})
  void beforeARunHasFinishedEpochsTimesExamplesCount(String task) {
    Config less = config(task, Map.of("epochs", "5", "max-train", "100"));
    Config more = config(task, Map.of("epochs", "20", "max-train", "300"));
    assertThat(ratio(more, less)).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({"hidden, 8, 64", "cell, rnn, lstm", "optimizer, sgd, adam", "seed, 1, 2"})
  void beforeARunHasFinishedNothingElseCounts(String setting, String one, String other) {
    assertThat(ratio(stocks(setting, one), stocks(setting, other))).isEqualTo(1);
  }

  @Test
  void runCostsWhatTheFinishedOnesMostLikeItTook() {
    costs.add(stocks("hidden", "8", "seed", "1"), run(10, 100));
    costs.add(stocks("hidden", "8", "seed", "2"), run(14, 100));
    costs.add(stocks("hidden", "64", "seed", "1"), run(60, 100));
    assertThat(costs.of(stocks("hidden", "8", "seed", "3"))).isCloseTo(12, within(1e-9));
    assertThat(costs.of(stocks("hidden", "64", "seed", "3"))).isCloseTo(60, within(1e-9));
    assertThat(costs.of(stocks("hidden", "64", "epochs", "5", "max-train", "50")))
        .isCloseTo(15, within(1e-9));
  }

  @Test
  void numberOfAllExamplesIsKnownFromARunOnThem() {
    costs.add(stocks("max-train", "0"), run(60, 400));
    assertThat(costs.of(stocks())).isCloseTo(15, within(1e-9));
  }

  @Test
  void runWithoutATimeSaysNothing() {
    double before = costs.of(stocks());
    costs.add(stocks(), run(Double.NaN, 100));
    assertThat(costs.of(stocks())).isEqualTo(before);
  }
}
