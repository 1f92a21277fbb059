package io.sequent.common.action;

import io.sequent.common.config.Setting;
import io.sequent.common.network.engine.KernelChoice;

/** Options of one call, beside the task's own settings. */
final class RunOptions {
  static final Setting<String> DATA =
      Setting.text(
          "data",
          "",
          "path, or 'sample'",
          "the data; empty: SEQUENT_DATA, else what download fetched, else the bundled sample");
  static final Setting<String> CONFIG =
      Setting.text("config", "", "path", "a YAML file of settings; the command line wins");
  static final Setting<String> PRESET =
      Setting.text(
          "preset",
          "",
          "the name of one, or none",
          "a named set of the task's settings; empty: recipe to train, describe or find-lr, but none"
              + " on the bundled sample or with config=");
  static final Setting<String> OUT =
      Setting.text(
          "out",
          "",
          "path",
          "where the result goes; empty: runs/<task>-<time>, or standard output");
  static final Setting<String> RESUME =
      Setting.text("resume", "", "path", "the folder of an interrupted run to continue");
  static final Setting<String> RUN =
      Setting.text(
          "run", "", "path", "the folder of a finished run; empty: the latest under runs/");
  static final Setting<String> RUNS =
      Setting.text(
          RUN.name(),
          "",
          "path, or several separated by commas",
          "the folder of a finished run, or those of several that answer together as an ensemble;"
              + " empty: the latest under runs/");
  static final Setting<String> INPUT =
      Setting.text("input", "", "path", "the file to predict for; empty: standard input");

  static final Setting<KernelChoice> KERNEL =
      Setting.choice(
          "kernel",
          KernelChoice.AUTO,
          "what layers are computed with; auto: oneDNN where it can be used, else portable");

  private RunOptions() {}
}
