package io.sequent.common.task;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataSettings;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.evaluation.Metrics;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.util.ArrayList;
import java.util.List;

/** The settings of a training: the task's own and those that the toolkit adds to every task. */
public final class TaskSettings {
  private TaskSettings() {}

  /** Everything that can be set for a training of a task, in the order of presentation. */
  public static List<Setting<?>> of(Task<?, ?> task) {
    TaskDescription description = task.description();
    List<Setting<?>> adapted = new ArrayList<>();
    adapted.add(TrainingSettings.METRIC.withDefault(description.metrics().leading().name()));
    adapted.addAll(description.defaults());
    return Settings.join(
        List.of(
            List.of(CommonSettings.SEED, NetworkSettings.PRECISION),
            DataSettings.all(),
            description.settings(),
            OptimizerSettings.all(),
            TrainingSettings.all(),
            ScheduleSettings.all()),
        adapted.toArray(Setting<?>[]::new));
  }

  /** The defaults of a training of a task. */
  public static Config defaults(Task<?, ?> task) {
    return Config.defaults(of(task));
  }

  /** The defaults of a task's predictions. */
  public static Config predictionDefaults(Task<?, ?> task) {
    return Config.defaults(task.description().predictionSettings());
  }

  /**
   * The validation metric that chooses the best epoch.
   *
   * @throws UserError if the task has no metric of the name that is set
   */
  public static Metric metric(Task<?, ?> task, Config config) {
    return metric(task.description().metrics(), config, TrainingSettings.METRIC);
  }

  /**
   * The validation metric that a plateau of the learning rate waits for.
   *
   * @throws UserError if the task has no metric of the name that is set
   */
  public static Metric scheduleMetric(Task<?, ?> task, Config config) {
    return config.get(ScheduleSettings.SCHEDULE_METRIC).isEmpty()
        ? metric(task, config)
        : metric(task.description().metrics(), config, ScheduleSettings.SCHEDULE_METRIC);
  }

  private static Metric metric(Metrics metrics, Config config, Setting<String> setting) {
    try {
      return metrics.named(config.get(setting));
    } catch (UserError e) {
      throw new UserError("setting '" + setting.name() + "': " + e.getMessage(), e);
    }
  }
}
