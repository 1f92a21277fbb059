package io.sequent.common.study.run;

import io.sequent.common.UserError;
import io.sequent.common.data.DataLocation;
import io.sequent.common.data.DataSource;
import io.sequent.common.experiment.DataChoice;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.study.Study;
import io.sequent.common.study.StudyFile;
import io.sequent.common.study.engine.EngineChoice;
import io.sequent.common.study.engine.TrainingEngine;
import io.sequent.common.study.results.StudyReport;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs studies: those of files, or a comparison of settings. Every run is recorded in the ledger
 * and trained only if it is not there yet.
 */
public final class Studies {
  private final Options options;
  private final EngineChoice engine;
  private final String data;
  private final PrintStream out;
  private final PrintStream notes;

  /**
   * How studies are run.
   *
   * @param ledger where every run is recorded; made if it does not exist
   * @param runs the folder of all runs; those of a study lie in {@code studies/<study>} below it
   * @param cheapestFirst whether the runs that are likely to be short come first
   * @param retryFailed whether runs that failed before are tried again
   */
  public record Options(Path ledger, Path runs, boolean cheapestFirst, boolean retryFailed) {
    /** Where a study's runs and its report are. */
    Path folder(Study study) {
      return runs.resolve("studies").resolve(study.id());
    }
  }

  /**
   * @param engine trains the runs
   * @param data a path or {@code sample}, which replaces the data that a study names; empty for
   *     those
   * @param out gets the table of each study
   * @param notes gets the progress
   */
  public Studies(
      Options options, EngineChoice engine, String data, PrintStream out, PrintStream notes) {
    this.options = options;
    this.engine = engine;
    this.data = data;
    this.out = out;
    this.notes = notes;
  }

  /**
   * Runs the studies of a file, or of all files of a folder. All are read before the first is run:
   * a mistake is better found now than in an hour.
   *
   * @throws UserError for a mistake in a file, data that are not there, or a damaged ledger
   */
  public void ofFiles(Path place) throws IOException {
    List<Path> files =
        Files.isDirectory(place) ? DataSource.matching(place, "*.yaml") : List.of(place);
    if (files.isEmpty()) {
      throw new UserError("study: " + place + ": no study in it, expected files named *.yaml");
    }
    Map<Study, DataLocation> studies = new LinkedHashMap<>();
    for (Path file : files) {
      List<Study> parts = StudyFile.read(file, Tasks::named);
      if (parts.size() > 1 && !data.isEmpty()) {
        throw new UserError(
            "setting 'data': %s has %d parts on data of their own, expected none"
                .formatted(file, parts.size()));
      }
      for (Study part : parts) {
        studies.put(part, location(part));
      }
    }
    run(studies);
  }

  /**
   * Runs a study.
   *
   * @throws UserError for data that are not there, or a damaged ledger
   */
  public void of(Study study) throws IOException {
    run(Map.of(study, location(study)));
  }

  private DataLocation location(Study study) throws IOException {
    Task<?, ?> task = Tasks.named(study.task());
    return data.isEmpty() ? DataChoice.below(task, study.data()) : DataChoice.of(task, data);
  }

  private void run(Map<Study, DataLocation> studies) throws IOException {
    try (TrainingEngine opened = engine.open()) {
      Ledger ledger = Ledger.at(options.ledger(), note -> notes.println("ledger: " + note));
      for (Map.Entry<Study, DataLocation> study : studies.entrySet()) {
        run(study.getKey(), study.getValue(), opened, ledger);
      }
    }
  }

  private void run(Study study, DataLocation location, TrainingEngine opened, Ledger ledger)
      throws IOException {
    notes.println(location.describe());
    Task<?, ?> task = Tasks.named(study.task());
    StudyReport report =
        new StudyRunner(study, task, location, opened, ledger, options, notes).run();
    out.println();
    out.println(report.ranked().render());
    report.legend().forEach(out::println);
    Path page = options.folder(study).resolve("report.html");
    report.write(page);
    out.println();
    out.println("report: " + page);
  }
}
