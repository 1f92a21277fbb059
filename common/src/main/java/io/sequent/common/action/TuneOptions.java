package io.sequent.common.action;

import io.sequent.common.config.Setting;
import io.sequent.common.tune.StrategyKind;
import java.util.List;

/** Options of a search for settings. */
final class TuneOptions {
  static final Setting<String> SPACE =
      Setting.text("space", "", "path", "the YAML file of the search space; empty: the task's own");
  static final Setting<StrategyKind> STRATEGY =
      Setting.choice(
          "strategy",
          StrategyKind.BAYES,
          "how to search: every combination, at random, short trainings first, or the most"
              + " promising next; default: the defaults only; several, separated by commas, are"
              + " compared");
  static final Setting<String> SEEDS =
      Setting.text(
          "seeds",
          "",
          "a number, or seeds separated by commas",
          "number of seeds to search with, one after the other, or the seeds themselves");
  static final Setting<Integer> TRIALS =
      Setting.integer(
          "trials",
          20,
          1,
          100_000,
          "the budget, as a number of full trainings, however it is divided");
  static final Setting<Integer> EXECUTIONS =
      Setting.integer(
          "executions", 1, 1, 100, "number of seeds of each trial, whose objective is their mean");
  static final Setting<String> OBJECTIVE =
      Setting.text(
          "objective",
          "",
          "a metric of the task's evaluation",
          "the validation metric to optimise; empty: that of the space, else the task's");
  static final Setting<Integer> ETA =
      Setting.integer(
          "eta",
          3,
          2,
          100,
          "hyperband: the best 1/eta of the trials continue, for eta times the epochs");

  private TuneOptions() {}

  static List<Setting<?>> all() {
    return List.of(SPACE, STRATEGY, SEEDS, TRIALS, EXECUTIONS, OBJECTIVE, ETA);
  }
}
