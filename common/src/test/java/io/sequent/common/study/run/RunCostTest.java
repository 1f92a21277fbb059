package io.sequent.common.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Config;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCostTest {
  private static double cost(String name, String value) {
    Config config = TaskSettings.defaults(Tasks.named("stocks"));
    return RunCost.of(config.with(Map.of(name, value), ""));
  }

  @ParameterizedTest
  @CsvSource({
    "hidden, 8, 16, 4",
    "epochs, 5, 20, 4",
    "max-train, 100, 300, 3",
    "cell, rnn, lstm, 4",
    "cell, rnn, gru, 3",
    "passes, 1, 2, 2",
    "bidirectional, false, true, 2",
    "layers, 1, 3, 3"
  })
  void costGrowsWithTheWork(String setting, String less, String more, double times) {
    assertThat(cost(setting, more) / cost(setting, less)).isEqualTo(times);
  }

  @ParameterizedTest
  @CsvSource({"optimizer, sgd, adam", "learning-rate, 1e-4, 1e-2", "dropout, 0, 0.5"})
  void costDoesNotDependOnWhatHardlyChangesTheWork(String setting, String one, String other) {
    assertThat(cost(setting, one)).isEqualTo(cost(setting, other));
  }
}
