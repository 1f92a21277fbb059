package io.sequent.common.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.schedule.ScheduleSettings;
import org.junit.jupiter.api.Test;

class TaskSettingsTest {
  private static final Task<?, ?> TASK = Tasks.named("news");
  private static final Config DEFAULTS = TaskSettings.defaults(TASK);

  @Test
  void plateauWaitsForTheMetricThatDecidesUnlessAnotherIsSet() {
    assertThat(TaskSettings.metric(TASK, DEFAULTS)).isEqualTo(Metric.ACCURACY);
    assertThat(TaskSettings.scheduleMetric(TASK, DEFAULTS)).isEqualTo(Metric.ACCURACY);
    Config loss = DEFAULTS.with(ScheduleSettings.SCHEDULE_METRIC, "loss");
    assertThat(TaskSettings.scheduleMetric(TASK, loss)).isEqualTo(Metric.LOSS);
  }

  @Test
  void unknownMetricNamesItsSettingAndTheNearestOne() {
    assertThatThrownBy(
            () -> TaskSettings.metric(TASK, DEFAULTS.with(TrainingSettings.METRIC, "acuracy")))
        .isInstanceOf(UserError.class)
        .hasMessage("setting 'metric': unknown metric 'acuracy', did you mean 'accuracy'?");
  }
}
