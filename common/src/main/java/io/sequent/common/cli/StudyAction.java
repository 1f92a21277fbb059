package io.sequent.common.cli;

import io.sequent.common.UserError;
import io.sequent.common.config.Settings;
import io.sequent.common.study.Study;
import io.sequent.common.study.run.Studies;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Presets.Preset;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs studies: those of files, or one made from the command line. */
final class StudyAction {
  static final Action COMPARE =
      new TaskAction(
          "compare",
          "train with each value of some settings and rank them",
          Settings.join(
              List.of(
                  List.of(
                      StudyOptions.COMPARE,
                      StudyOptions.SEEDS,
                      RunOptions.DATA,
                      RunOptions.PRESET,
                      RunOptions.CONFIG,
                      RunOptions.KERNEL),
                  StudyOptions.running())),
          TaskSettings::of,
          (task, request, console) -> new StudyAction(request, console).ofSettings(task));
  static final Action STUDY =
      new GeneralAction(
          "study",
          "run the missing runs of a study and show its table",
          Settings.join(
              List.of(
                  List.of(StudyOptions.STUDY, RunOptions.DATA, RunOptions.KERNEL),
                  StudyOptions.running())),
          (request, console) -> new StudyAction(request, console).ofFiles());

  private final Request request;
  private final Console console;

  StudyAction(Request request, Console console) {
    this.request = request;
    this.console = console;
  }

  /** Runs the study of a file, or all of a folder. */
  void ofFiles() throws IOException {
    Path place =
        request
            .path(StudyOptions.STUDY)
            .orElseThrow(() -> new UserError("no study given, expected study= a YAML file"));
    studies().ofFiles(place);
  }

  /** Compares values of settings of one task. */
  void ofSettings(Task<?, ?> task) throws IOException {
    List<String> names =
        Stream.of(request.option(StudyOptions.COMPARE).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    Preset preset = request.preset(task, Presets.NONE);
    Map<String, String> base = new LinkedHashMap<>(preset.values());
    base.putAll(request.fileSettings(task));
    Study study =
        Study.comparing(
            task,
            base,
            names,
            request.settings(TaskSettings.of(task)),
            request.option(StudyOptions.SEEDS));
    if (!preset.name().equals(Presets.NONE)) {
      console.err().println(preset.describe());
    }
    studies().of(study);
  }

  private Studies studies() {
    return new Studies(
        StudyOptions.runner(request),
        EngineOptions.of(request, console),
        request.option(RunOptions.DATA),
        console.out(),
        console.err());
  }
}
