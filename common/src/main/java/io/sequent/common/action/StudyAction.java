package io.sequent.common.action;

import io.sequent.common.UserError;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.DataSource;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.study.Comparison;
import io.sequent.common.study.Study;
import io.sequent.common.study.file.StudyFile;
import io.sequent.common.study.results.StudyReport;
import io.sequent.common.study.run.StudyRunner;
import io.sequent.common.task.Preset;
import io.sequent.common.task.Presets;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
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
    List<Path> files =
        Files.isDirectory(place) ? DataSource.matching(place, "*.yaml") : List.of(place);
    if (files.isEmpty()) {
      throw new UserError("study: " + place + ": no study in it, expected files named *.yaml");
    }
    // All are read before the first is run: a mistake is better found now than in an hour.
    Map<Study, DataLocation> studies = withData(files);
    Ledger ledger = ledger();
    for (Map.Entry<Study, DataLocation> study : studies.entrySet()) {
      run(study.getKey(), study.getValue(), ledger);
    }
  }

  private Map<Study, DataLocation> withData(List<Path> files) throws IOException {
    Map<Study, DataLocation> studies = new LinkedHashMap<>();
    for (Path file : files) {
      List<Study> parts = StudyFile.read(file, Tasks::named);
      if (parts.size() > 1 && !request.option(RunOptions.DATA).isEmpty()) {
        throw new UserError(
            "setting 'data': %s has %d parts on data of their own, expected none"
                .formatted(file, parts.size()));
      }
      for (Study part : parts) {
        studies.put(part, data(part));
      }
    }
    return studies;
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
        Comparison.of(
            task,
            base,
            names,
            request.settings(TaskSettings.of(task)),
            request.option(StudyOptions.SEEDS));
    if (!preset.name().equals(Presets.NONE)) {
      console.err().println(preset.describe());
    }
    run(study, data(study), ledger());
  }

  /** The data of the command line, else of the study, else the default of its task. */
  private DataLocation data(Study study) throws IOException {
    Task<?, ?> task = Tasks.named(study.task());
    String given = request.option(RunOptions.DATA);
    return given.isEmpty() ? DataChoice.below(task, study.data()) : DataChoice.of(task, given);
  }

  private Ledger ledger() throws IOException {
    return Ledger.at(
        Path.of(request.option(StudyOptions.LEDGER)),
        note -> console.err().println("ledger: " + note));
  }

  private void run(Study study, DataLocation data, Ledger ledger) throws IOException {
    Task<?, ?> task = Tasks.named(study.task());
    console.err().println(data.describe());
    StudyReport report =
        new StudyRunner(study, task, data, ledger, StudyOptions.runner(request), console.err())
            .run();
    console.out().println();
    console.out().println(report.ranked().render());
    report.legend().forEach(console.out()::println);
    Path page = StudyOptions.runner(request).folder(study).resolve("report.html");
    report.write(page);
    console.out().println();
    console.out().println("report: " + page);
  }
}
