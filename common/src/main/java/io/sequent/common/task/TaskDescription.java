package io.sequent.common.task;

import io.sequent.common.config.Setting;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.evaluation.Metrics;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a task looks like from outside.
 *
 * <pre>{@code
 * TaskDescription.of("sentiment", "classify film reviews", Metric.ACCURACY, Metric.LOSS)
 *     .withSettings(NetworkSettings.forTokens())
 *     .withDefaults(TrainingSettings.BATCH_SIZE.withDefault(32));
 * }</pre>
 *
 * @param name the name on the command line, lower-case letters, such as {@code ner}
 * @param summary what the task does, one sentence without a full stop, for help texts
 * @param metrics those of its evaluation; the first chooses the best epoch by default
 * @param settings the task's own, its network's among them, in the order of presentation; the
 *     toolkit adds seed, data limits, optimizer, training and schedule, see {@link TaskSettings}
 * @param defaults settings, of the task or of the toolkit, with defaults that suit the task
 * @param predictionSettings options of predictions alone; not part of a trained model
 * @param use what a model of the task is for and what it is not for, in sentences; empty for what
 *     the summary says
 */
public record TaskDescription(
    String name,
    String summary,
    Metrics metrics,
    List<Setting<?>> settings,
    List<Setting<?>> defaults,
    List<Setting<?>> predictionSettings,
    String use) {
  public TaskDescription {
    settings = List.copyOf(settings);
    defaults = List.copyOf(defaults);
    predictionSettings = List.copyOf(predictionSettings);
  }

  /**
   * A task without settings of its own.
   *
   * @param metrics at least one, the leading one first
   */
  public static TaskDescription of(String name, String summary, Metric... metrics) {
    return new TaskDescription(
        name, summary, Metrics.of(metrics), List.of(), List.of(), List.of(), "");
  }

  /** The same with more settings, behind those that are there. */
  public TaskDescription withSettings(List<Setting<?>> more) {
    return new TaskDescription(
        name,
        summary,
        metrics,
        Stream.concat(settings.stream(), more.stream()).toList(),
        defaults,
        predictionSettings,
        use);
  }

  /** As {@link #withSettings(List)}. */
  public TaskDescription withSettings(Setting<?>... more) {
    return withSettings(List.of(more));
  }

  /**
   * The same with defaults that suit the task, each made by {@link Setting#withDefault}; they win
   * over those that are there.
   */
  public TaskDescription withDefaults(List<Setting<?>> more) {
    return new TaskDescription(
        name,
        summary,
        metrics,
        settings,
        Stream.concat(defaults.stream(), more.stream()).toList(),
        predictionSettings,
        use);
  }

  /** As {@link #withDefaults(List)}. */
  public TaskDescription withDefaults(Setting<?>... more) {
    return withDefaults(List.of(more));
  }

  /** The same with options of predictions. */
  public TaskDescription withPredictionSettings(Setting<?>... options) {
    return new TaskDescription(name, summary, metrics, settings, defaults, List.of(options), use);
  }

  /** The same with what its models are for and what they are not for, in sentences. */
  public TaskDescription withUse(String sentences) {
    return new TaskDescription(
        name, summary, metrics, settings, defaults, predictionSettings, sentences);
  }
}
