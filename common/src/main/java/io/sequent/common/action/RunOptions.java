package io.sequent.common.action;

import io.sequent.common.bench.Benchmarks;
import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.network.engine.KernelChoice;
import io.sequent.common.tune.Tuning;
import java.util.List;

/** Options of one call, beside the task's own settings. */
public final class RunOptions {
  public static final Setting<String> DATA =
      Setting.text(
          "data",
          "",
          "path, or 'sample'",
          "the data; empty: SEQUENT_DATA, else what download fetched, else the bundled sample");
  public static final Setting<String> CONFIG =
      Setting.text("config", "", "path", "a YAML file of settings; the command line wins");
  public static final Setting<String> PRESET =
      Setting.text(
          "preset",
          "",
          "the name of one, or none",
          "a named set of the task's settings; empty: recipe to train, describe or find-lr, but none"
              + " on the bundled sample or with config=");
  public static final Setting<String> OUT =
      Setting.text(
          "out",
          "",
          "path",
          "where the result goes; empty: runs/<task>-<time>, or standard output");
  public static final Setting<String> RESUME =
      Setting.text("resume", "", "path", "the folder of an interrupted run to continue");
  public static final Setting<String> RUN =
      Setting.text(
          "run", "", "path", "the folder of a finished run; empty: the latest under runs/");
  public static final Setting<String> RUNS =
      Setting.text(
          RUN.name(),
          "",
          "path, or several separated by commas",
          "the folder of a finished run, or those of several that answer together as an ensemble;"
              + " empty: the latest under runs/");
  public static final Setting<String> INPUT =
      Setting.text("input", "", "path", "the file to predict for; empty: standard input");

  public static final Setting<KernelChoice> KERNEL =
      Setting.choice(
          "kernel",
          KernelChoice.AUTO,
          "what layers are computed with; auto: oneDNN where it can be used, else portable");

  private RunOptions() {}

  /** What each action takes beside {@code task} and {@code action}. */
  static List<Setting<?>> of(Action action) {
    return switch (action) {
      case TRAIN -> List.of(DATA, PRESET, CONFIG, OUT, RESUME, KERNEL);
      case COMPARE ->
          Settings.join(
              List.of(
                  List.of(StudyOptions.COMPARE, StudyOptions.SEEDS, DATA, PRESET, CONFIG, KERNEL),
                  StudyOptions.running()));
      case STUDY ->
          Settings.join(List.of(List.of(StudyOptions.STUDY, DATA, KERNEL), StudyOptions.running()));
      case TUNE ->
          Settings.join(
              List.of(
                  Tuning.options(),
                  List.of(
                      DATA,
                      KERNEL,
                      StudyOptions.LEDGER,
                      StudyOptions.RUNS,
                      StudyOptions.PARALLEL)));
      case RESULTS ->
          List.of(
              StudyOptions.LEDGER,
              StudyOptions.STUDIES,
              StudyOptions.RESULTS,
              StudyOptions.README,
              StudyOptions.CHECK);
      case EVALUATE -> List.of(DATA, RUNS, KERNEL);
      case REPRODUCE -> List.of(RUN, DATA, OUT, KERNEL);
      case PREDICT -> List.of(RUNS, INPUT, KERNEL);
      case FIND_LR ->
          List.of(
              FindLearningRateAction.LOWEST,
              FindLearningRateAction.HIGHEST,
              FindLearningRateAction.UPDATES,
              DATA,
              PRESET,
              CONFIG,
              OUT,
              KERNEL);
      case DESCRIBE -> List.of(DATA, PRESET, CONFIG);
      case INIT_CONFIG -> List.of(PRESET, OUT);
      case BENCH -> Settings.join(List.of(Benchmarks.options(), List.of(KERNEL)));
      case DOCTOR -> List.of(KERNEL);
      case DOWNLOAD -> List.of();
    };
  }
}
