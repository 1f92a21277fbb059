package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The verbs, the same for every task. */
public enum Action {
  TRAIN("train, evaluate on the test set, save the run"),
  COMPARE("train with each value of some settings and rank them"),
  STUDY("run what is left to do of a study and show its table"),
  TUNE("search for the settings with the best validation metric"),
  RESULTS("make the tables and plots of all studies from the ledger"),
  EVALUATE("evaluate a finished run on its test set or on other data"),
  REPRODUCE("train a finished run again from its record and compare the figures"),
  PREDICT("predict for lines of input with a finished run"),
  FIND_LR("raise the learning rate from update to update and suggest one"),
  DESCRIBE("show the network layer by layer and the resolved settings"),
  INIT_CONFIG("write a commented YAML file with every setting"),
  DOWNLOAD("fetch the real data from their publishers"),
  BENCH("time training steps and generation, count the padding of each task's batches"),
  DOCTOR("show backend, threads, memory and the data found");

  private final String summary;

  Action(String summary) {
    this.summary = summary;
  }

  /**
   * The verb of a name as typed, such as {@code init-config}.
   *
   * @throws UserError if there is none, with the nearest one
   */
  public static Action named(String name) {
    return Stream.of(values())
        .filter(action -> Setting.label(action).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    Config.unknown(
                        "action", name, Stream.of(values()).map(Setting::label).toList())));
  }

  /** What the verb does, without a full stop. */
  public String summary() {
    return summary;
  }

  /** Whether the verb is about one task. */
  public boolean needsTask() {
    return switch (this) {
      case STUDY, RESULTS, BENCH, DOCTOR -> false;
      case TRAIN,
          COMPARE,
          TUNE,
          EVALUATE,
          REPRODUCE,
          PREDICT,
          FIND_LR,
          DESCRIBE,
          INIT_CONFIG,
          DOWNLOAD ->
          true;
    };
  }

  /** What can be given with this verb whatever the task. */
  public List<Setting<?>> options() {
    return RunOptions.of(this);
  }

  /** Everything that can be given with this verb for a task. */
  public List<Setting<?>> options(Task<?, ?> task) {
    List<Setting<?>> options = new ArrayList<>(options());
    switch (this) {
      case TRAIN, COMPARE, TUNE, FIND_LR, DESCRIBE -> options.addAll(TaskSettings.of(task));
      case PREDICT -> options.addAll(task.description().predictionSettings());
      case STUDY, RESULTS, EVALUATE, REPRODUCE, INIT_CONFIG, DOWNLOAD, BENCH, DOCTOR -> {}
    }
    return options;
  }
}
