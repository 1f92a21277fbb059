package io.sequent.common.cli;

import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.study.run.Studies;
import java.nio.file.Path;
import java.util.List;

/** Options of actions on several runs. */
final class StudyOptions {
  static final Setting<String> COMPARE =
      Setting.text(
          "compare",
          "",
          "names of settings, separated by commas",
          "train with each combination of these settings' values, given as in optimizer=adam,sgd");
  static final Setting<String> SEEDS =
      Setting.text(
          "seeds",
          "",
          "a number, or seeds separated by commas",
          "number of seeds to train each row with, or the seeds themselves");
  static final Setting<String> STUDY =
      Setting.text("study", "", "path", "a study's YAML file, or a folder of them");
  static final Setting<String> LEDGER =
      Setting.text(
          "ledger",
          "results/ledger.jsonl",
          "path",
          "the file in which every run of a study is recorded");
  static final Setting<String> RUNS =
      Setting.text("runs", "runs", "path", "the folder of the run folders");
  static final Setting<Boolean> CHEAPEST_FIRST =
      Setting.flag("cheapest-first", false, "start with the runs that are likely to be short");
  static final Setting<Boolean> RETRY_FAILED =
      Setting.flag("retry-failed", false, "retry runs that are recorded as failed");

  static final Setting<String> STUDIES =
      Setting.text("studies", "resources/studies", "path", "the folder of study files");
  static final Setting<String> RESULTS =
      Setting.text("results", "results", "path", "the folder of tables and plots");
  static final Setting<String> README =
      Setting.text("readme", "README.md", "path", "the file with a results section to update");
  static final Setting<Boolean> CHECK =
      Setting.flag(
          "check", false, "write nothing; fail if a file differs from what the ledger gives");

  private StudyOptions() {}

  /** How a study is run. */
  static List<Setting<?>> running() {
    return Settings.join(
        List.of(List.of(LEDGER, RUNS), EngineOptions.all(), List.of(CHEAPEST_FIRST, RETRY_FAILED)));
  }

  static Studies.Options runner(Request request) {
    return new Studies.Options(
        Path.of(request.option(LEDGER)),
        Path.of(request.option(RUNS)),
        request.value(CHEAPEST_FIRST),
        request.value(RETRY_FAILED));
  }
}
