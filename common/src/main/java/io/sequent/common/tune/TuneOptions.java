package io.sequent.common.tune;

import io.sequent.common.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Options of a search, with their values as given. */
final class TuneOptions {
  static final Setting<String> SPACE =
      Setting.text(
          "space", "", "path", "YAML file of the search space; empty: the one of the task");
  static final Setting<StrategyKind> STRATEGY =
      Setting.choice(
          "strategy",
          StrategyKind.BAYES,
          "every combination (grid), random values, many short trainings first (hyperband), or the"
              + " most promising values (bayes); default: no search; several, separated by commas,"
              + " are compared");
  static final Setting<String> SEEDS =
      Setting.text(
          "seeds",
          "",
          "a number, or seeds separated by commas",
          "number of seeds to search with, one after the other");
  static final Setting<Integer> TRIALS =
      Setting.integer(
          "trials",
          20,
          1,
          100_000,
          "budget as a number of full trainings, however the strategy divides it");
  static final Setting<Integer> EXECUTIONS =
      Setting.integer("executions", 1, 1, 100, "seeds per trial; its objective is their mean");
  static final Setting<String> OBJECTIVE =
      Setting.text(
          "objective",
          "",
          "a metric of the task's evaluation",
          "validation metric to optimise; empty: that of the space, otherwise the task's");
  static final Setting<Integer> ETA =
      Setting.integer(
          "eta",
          3,
          2,
          100,
          "hyperband: from rung to rung, one in eta configurations continues with eta times the"
              + " epochs");

  private final Map<String, String> given;

  /**
   * Options of a call.
   *
   * @param given option name to value as typed; other names are ignored
   */
  TuneOptions(Map<String, String> given) {
    this.given = given;
  }

  static List<Setting<?>> all() {
    return List.of(SPACE, STRATEGY, SEEDS, TRIALS, EXECUTIONS, OBJECTIVE, ETA);
  }

  /** The value of an option as typed, or its default. */
  String text(Setting<?> option) {
    return given.getOrDefault(option.name(), option.defaultText()).strip();
  }

  <T> T value(Setting<T> option) {
    return option.parse(given.getOrDefault(option.name(), option.defaultText()));
  }

  /** The values of an option that accepts several, separated by commas; at least one. */
  <T> List<T> values(Setting<T> option) {
    String text = given.getOrDefault(option.name(), option.defaultText());
    return Stream.of(text.split(",", -1)).map(option::parse).toList();
  }
}
