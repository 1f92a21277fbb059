package io.sequent.common.study.results;

import io.sequent.common.UserError;
import io.sequent.common.data.DataSource;
import io.sequent.common.io.TextFile;
import io.sequent.common.ledger.Ledger;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.report.Picture;
import io.sequent.common.run.RunRecord;
import io.sequent.common.study.Study;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.study.StudyFile;
import io.sequent.common.task.Task;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is made from the ledger: a page for each study, its pictures, the list of all
 * studies, the README's section. The same ledger and study files give the same bytes every time.
 * Runs on the bundled samples are left out, and trials of searches, which have reports of their
 * own.
 */
public final class ResultPages {
  private final List<StudyResults> studies;

  private ResultPages(List<StudyResults> studies) {
    this.studies = studies;
  }

  /**
   * Reads studies and runs.
   *
   * @param descriptions the folder of the studies' files
   * @param ledger the ledger's file
   * @param notes gets one line for the user when a damaged line had to be cut off
   * @throws UserError if one of them is not there or has a mistake in it
   */
  public static ResultPages read(Path descriptions, Path ledger, Consumer<String> notes)
      throws IOException {
    if (!Files.isDirectory(descriptions)) {
      throw new UserError("studies: " + descriptions + ": no such folder");
    }
    List<Study> studies =
        DataSource.matching(descriptions, "*.yaml").stream()
            .flatMap(file -> StudyFile.read(file, Tasks::named).stream())
            .toList();
    if (!Files.exists(ledger)) {
      throw new UserError("ledger: " + ledger + ": no such file, expected a ledger");
    }
    return of(studies, Ledger.read(ledger, notes));
  }

  /**
   * Puts studies and runs together.
   *
   * @param studies the studies that are described, each with its own page even without a run
   * @param entries the ledger; runs of other studies get pages too
   * @throws UserError if two studies would have the same page
   */
  static ResultPages of(List<Study> studies, List<LedgerEntry> entries) {
    requireOwnPages(studies);
    List<LedgerEntry> real =
        entries.stream()
            .filter(entry -> !entry.run().sample() && entry.serves(RunRecord.Scope.TEST))
            .toList();
    Map<String, List<LedgerEntry>> byHash =
        real.stream().collect(Collectors.groupingBy(LedgerEntry::configHash));
    List<StudyResults> all = new ArrayList<>();
    studies.parallelStream().map(study -> described(study, byHash)).forEachOrdered(all::add);
    Map<String, List<LedgerEntry>> byStudy =
        real.stream()
            .collect(
                Collectors.groupingBy(LedgerEntry::study, LinkedHashMap::new, Collectors.toList()));
    studies.forEach(study -> byStudy.keySet().removeAll(List.of(study.name(), study.id())));
    byStudy.keySet().removeIf(LedgerEntry::isSearch);
    byStudy.forEach(
        (name, runs) -> {
          String data = usualData(runs.stream());
          all.add(
              StudyResults.ofRuns(
                  name, runs.stream().filter(run -> run.dataHash().equals(data)).toList()));
        });
    all.sort(Comparator.comparing(results -> results.study().id()));
    return new ResultPages(all);
  }

  private static void requireOwnPages(List<Study> studies) {
    Set<String> ids = new HashSet<>();
    for (Study study : studies) {
      if (!ids.add(study.id())) {
        throw new UserError(
            "studies: two are named '"
                + study.id()
                + "', expected different names of file or part");
      }
    }
  }

  /** A study that is described in a file. */
  private static StudyResults described(Study study, Map<String, List<LedgerEntry>> byHash) {
    Task<?, ?> task = Tasks.named(study.task());
    List<PlannedRun> runs = study.runs(task);
    Map<PlannedRun, List<LedgerEntry>> found = new HashMap<>();
    for (PlannedRun run : runs) {
      found.put(run, byHash.getOrDefault(run.config().hash(task.name()), List.of()));
    }
    String data =
        usualData(
            found.entrySet().stream()
                .flatMap(
                    run ->
                        run.getValue().stream()
                            .filter(entry -> fits(study, run.getKey().row(), entry))));
    return StudyResults.of(study, runs, run -> last(found.getOrDefault(run, List.of()), data));
  }

  /**
   * Whether a run had the data that a study names: it read a file of that name, or was trained for
   * the study. The name of a folder does not say what is in it.
   */
  private static boolean fits(Study study, String row, LedgerEntry entry) {
    return study.data().isEmpty()
        || entry.run().provenance().data().containsKey(fileName(study.data()))
        || (entry.study().equals(study.name()) && entry.row().equals(row));
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The data set of most of a study's runs: figures on several data sets are not mixed. */
  private static String usualData(Stream<LedgerEntry> runs) {
    return runs
        .collect(Collectors.groupingBy(LedgerEntry::dataHash, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** The last finished run, or the last one if none finished. */
  private static Optional<LedgerEntry> last(List<LedgerEntry> entries, String dataHash) {
    return entries.stream()
        .filter(entry -> entry.dataHash().equals(dataHash))
        .reduce(StudyResults::laterFinished);
  }

  /**
   * Writes what differs.
   *
   * @param folder of the results
   * @param readme with the marks of a section; none if there is no such file
   * @return how many files changed
   */
  public int write(Path folder, Path readme) throws IOException {
    return files(folder, readme).write();
  }

  /**
   * Compares the files that are there with those that would be written.
   *
   * @throws UserError naming the files that differ
   */
  public void check(Path folder, Path readme) throws IOException {
    List<Path> differing = files(folder, readme).differing();
    if (!differing.isEmpty()) {
      throw new UserError(
          "results: "
              + differing.size()
              + " files differ from what the ledger gives: "
              + differing.stream().map(Path::toString).collect(Collectors.joining(", "))
              + "; regenerate them by action=results");
    }
  }

  private ResultsFiles files(Path folder, Path readme) throws IOException {
    ResultsFiles files = new ResultsFiles(folder);
    studies.parallelStream()
        .forEach(
            results -> {
              List<Picture> pictures = StudyPictures.of(results);
              pictures.forEach(files::add);
              files.add(
                  folder.resolve(results.study().id() + ".md"),
                  StudyMarkdown.of(results, pictures));
            });
    files.add(folder.resolve("README.md"), "# Results\n\n" + ResultsSummary.ofAll(studies, ""));
    if (Files.exists(readme)) {
      files.add(
          readme,
          ResultsSummary.inserted(
              readme,
              TextFile.read(readme),
              ResultsSummary.inShort(studies, folder.getFileName() + "/")));
    }
    return files;
  }
}
