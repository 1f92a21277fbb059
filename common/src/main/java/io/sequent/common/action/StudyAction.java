package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.study.run.Studies;
import io.sequent.common.task.Preset;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs studies: those of files, or one made of the command line. */
final class StudyAction {
  private final Request request;
  private final Console console;

  StudyAction(Request request, Console console) {
    this.request = request;
    this.console = console;
  }

  /** Runs the study of a file, or all of a folder. */
  void ofFiles() throws IOException {
    studies()
        .ofFiles(
            request
                .path(StudyOptions.STUDY)
                .orElseThrow(() -> new UserError("no study given, expected study= a YAML file")));
  }

  /** Compares values of settings of one task. */
  void ofSettings(Task<?, ?> task) throws IOException {
    List<String> names =
        Stream.of(request.option(StudyOptions.COMPARE).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    Preset preset = request.preset(task, Presets.NONE);
    if (!preset.name().equals(Presets.NONE)) {
      console.err().println(preset.describe());
    }
    Map<String, String> base = new LinkedHashMap<>(preset.values());
    base.putAll(request.fileSettings(task));
    studies()
        .ofSettings(
            task,
            base,
            names,
            request.settings(TaskSettings.of(task)),
            request.option(StudyOptions.SEEDS));
  }

  private Studies studies() {
    return new Studies(
        StudyOptions.runner(request),
        request.option(RunOptions.DATA),
        console.out(),
        console.err());
  }
}
