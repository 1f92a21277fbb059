package io.sequent.common.cli;

import io.sequent.common.config.Setting;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import java.util.List;

/** Options of several actions, besides the task's own settings. */
final class RunOptions {
  static final Setting<String> DATA =
      Setting.text(
          "data",
          "",
          "path, or 'sample'",
          "the data; empty: SEQUENT_DATA, else the downloaded data, else the bundled sample");
  static final Setting<String> CONFIG =
      Setting.text(
          "config", "", "path", "a YAML file of settings, which the command line overrides");
  static final Setting<String> PRESET =
      Setting.text(
          "preset",
          "",
          "the name of a preset, or none",
          "a named set of the task's settings; empty: recipe for train, describe and find-lr, but"
              + " none on the bundled sample or with config=");
  static final Setting<String> OUT =
      Setting.text(
          "out",
          "",
          "path",
          "where to write the result; empty: runs/<task>-<time>, or standard output");
  static final Setting<String> RESUME =
      Setting.text("resume", "", "path", "the folder of an interrupted run to continue");
  static final Setting<Boolean> ACCEPT_CHANGED_DATA =
      Setting.flag(
          "accept-changed-data",
          false,
          "resume a run although its data have changed since; the record of the run says so");
  static final Setting<String> RUN =
      Setting.text(
          "run",
          "",
          "path",
          "a finished run: its folder, its model.zip or its name under runs/; empty: the latest"
              + " there");
  static final Setting<String> RUNS =
      Setting.text(
          RUN.name(),
          "",
          "path, or several separated by commas",
          "a finished run: its folder, its model.zip or its name under runs/; or several, which"
              + " predict as an ensemble; empty: the latest there");
  static final Setting<String> INPUT =
      Setting.text(
          "input", "", "path", "the file with the input to predict for; empty: standard input");

  static final Setting<String> OUTPUT =
      Setting.text(
          "output",
          "",
          "path",
          "the file that gets the input with the predictions added, as its ending says: .csv, .tsv,"
              + " .jsonl or .json; empty: JSON lines to standard output");

  /** As {@link io.sequent.common.data.DataSettings#ENCODING}, but that of the run by default. */
  static final Setting<String> INPUT_ENCODING =
      Setting.text(
          "encoding",
          "",
          "the name of an encoding",
          "how the characters of the input are encoded; empty: as those of the training data");

  static final Setting<List<String>> TRACK =
      Setting.words(
          "track",
          List.of(),
          "trackers that are told of the training, such as tensorboard; empty for none");

  static final Setting<KernelChoice> KERNEL =
      Setting.choice(
          "kernel",
          KernelChoice.AUTO,
          "implementation of the layers; auto: oneDNN where available, else portable");

  private RunOptions() {}
}
