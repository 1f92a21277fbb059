package io.sequent.common.study;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingSettings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a task that rows of a study may differ in, and how a study names metrics. A
 * parameter {@code error} adds the place to a message.
 */
final class StudySettings {
  // The seeds and the metric are those of the whole study.
  private static final Map<String, String> OF_THE_STUDY =
      Map.of(
          CommonSettings.SEED.name(),
          "seeds",
          "seeds",
          "seeds",
          TrainingSettings.METRIC.name(),
          "metric");

  private static final Pattern WITH_SPLIT =
      Pattern.compile("(test|validation|train)\\.(.*)", Pattern.CASE_INSENSITIVE);

  private final Config defaults;

  StudySettings(Task<?, ?> task) {
    this.defaults = TaskSettings.defaults(task);
  }

  /** The metric that selects where a study names none. */
  public String metric() {
    return defaults.get(TrainingSettings.METRIC);
  }

  /**
   * A setting that a row may change.
   *
   * @throws UserError if there is none of that name, or it belongs to the study as a whole
   */
  Setting<?> named(String name, Function<String, UserError> error) {
    String key = OF_THE_STUDY.get(name);
    if (key != null) {
      throw error.apply("'" + name + "' is the same in all rows, expected it as '" + key + "'");
    }
    try {
      return defaults.setting(name);
    } catch (UserError e) {
      throw error.apply(e.getMessage());
    }
  }

  /**
   * Checks a value.
   *
   * @throws UserError if the setting does not accept it
   */
  public Object parse(String name, String value, Function<String, UserError> error) {
    Setting<?> setting = named(name, error);
    try {
      return setting.parse(value);
    } catch (UserError e) {
      throw error.apply(e.getMessage());
    }
  }

  /**
   * Checked values in the order in which the task declares their settings.
   *
   * @throws UserError for one that the task does not have or accept
   */
  Map<String, String> inOrder(Map<String, String> values, Function<String, UserError> error) {
    values.forEach((name, value) -> parse(name, value, error));
    Map<String, String> ordered = new LinkedHashMap<>();
    for (Setting<?> setting : defaults.settings()) {
      String value = values.get(setting.name());
      if (value != null) {
        ordered.put(setting.name(), value);
      }
    }
    return ordered;
  }

  /**
   * Checks an axis.
   *
   * @throws UserError if it has no values, one twice, or one that the setting does not accept
   */
  public void checkAxis(String name, List<String> values, Function<String, UserError> error) {
    named(name, error);
    if (values.isEmpty()) {
      throw error.apply("setting '" + name + "': no values, expected a list of them");
    }
    Set<Object> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(parse(name, value, error))) {
        throw error.apply("setting '" + name + "': '" + value + "' is given twice");
      }
    }
  }

  /**
   * The metric that selects epochs and variants.
   *
   * @throws UserError if it names a split: selection is by the validation set alone
   */
  public static String selecting(String metric, Function<String, UserError> error) {
    return withoutSplit(
        metric, "metric '%s': selection is on validation alone, expected '%s'", error);
  }

  /**
   * A metric that the table shows.
   *
   * @throws UserError if it names a split: tables show the test split
   */
  public static String shown(String metric, Function<String, UserError> error) {
    return withoutSplit(
        metric, "column '%s': columns are metrics of the test split, expected '%s'", error);
  }

  private static String withoutSplit(
      String metric, String problem, Function<String, UserError> error) {
    if (metric.isBlank()) {
      throw error.apply("no name, expected the name of a metric");
    }
    Matcher split = WITH_SPLIT.matcher(metric);
    if (split.matches()) {
      throw error.apply(problem.formatted(metric, split.group(2)));
    }
    return metric;
  }
}
