package io.sequent.common.action;

import io.sequent.common.config.Setting;
import io.sequent.common.tune.StrategyKind;
import java.util.List;

/** Options of a search for settings. */
final class TuneOptions {
  static final Setting<String> SPACE =
      Setting.text("space", "", "path", "the YAML file of what is searched; empty: the task's own");
  static final Setting<StrategyKind> STRATEGY =
      Setting.choice(
          "strategy",
          StrategyKind.BAYES,
          "how to search: every combination, at random, short trainings first, or by what promises"
              + " most; default: not at all; several, separated by commas, are compared");
  static final Setting<String> SEEDS =
      Setting.text(
          "seeds",
          "",
          "a number, or seeds separated by commas",
          "search with so many seeds, one after the other");
  static final Setting<Integer> TRIALS =
      Setting.integer(
          "trials", 20, 1, 100_000, "the budget: so many full trainings, however they are divided");
  static final Setting<Integer> EXECUTIONS =
      Setting.integer("executions", 1, 1, 100, "seeds of each trial, whose objective is the mean");
  static final Setting<String> OBJECTIVE =
      Setting.text(
          "objective",
          "",
          "a metric of the task's evaluation",
          "the validation metric to bring to its best; empty: that of the space, else the task's");
  static final Setting<Integer> ETA =
      Setting.integer(
          "eta", 3, 2, 100, "hyperband: one of so many goes on, for so many times the epochs");

  private TuneOptions() {}

  static List<Setting<?>> all() {
    return List.of(SPACE, STRATEGY, SEEDS, TRIALS, EXECUTIONS, OBJECTIVE, ETA);
  }
}
