package io.sequent.common.study.results;

import io.sequent.common.UserError;
import io.sequent.common.report.Table;
import io.sequent.common.study.Study;
import io.sequent.common.task.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The overview of all studies: the list of the results, and a section of the README. */
final class ResultsSummary {
  static final String BEGIN = "<!-- results: made by -Daction=results, edits are lost -->";
  static final String END = "<!-- end of results -->";

  private static final String MEAN_LEGEND =
      "Means over the runs, one per seed; ± is their standard deviation.";

  private ResultsSummary() {}

  /**
   * Everything: all rows of the studies that ask for it, then one row per study.
   *
   * @param folder where the pages lie, as a prefix of links
   */
  static String ofAll(List<StudyResults> all, String folder) {
    return rows(all, folder) + best(all, folder);
  }

  /** For the README: the rows that have a published figure beside theirs, and where the rest is. */
  static String inShort(List<StudyResults> all, String folder) {
    return besideReferences(all, folder)
        + "All "
        + all.size()
        + " studies: [results]("
        + folder
        + "README.md).\n";
  }

  private static String besideReferences(List<StudyResults> all, String folder) {
    List<RowResult> shown = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    for (StudyResults results : inOverview(all)) {
      for (RowResult row : results.rows()) {
        results
            .reference(row.name(), results.study().metric())
            .ifPresent(
                figure -> {
                  shown.add(row);
                  cells.add(besideReference(results.study(), row, figure, folder));
                });
      }
    }
    if (shown.isEmpty()) {
      return "";
    }
    List<String> header = List.of("row", "test metric", "Sequent", "reference", "training");
    return table(header, cells, shown, List.of());
  }

  private static List<String> besideReference(
      Study study, RowResult row, double reference, String folder) {
    boolean lower = Tasks.metric(study.task(), study.metric()).lowerIsBetter();
    return List.of(
        link(row.label(), study, folder),
        study.metric() + (lower ? " ↓" : " ↑"),
        row.runs().isEmpty()
            ? Figures.MISSING
            : Figures.meanAndDeviation(row.figures("test", study.metric())),
        Figures.published(reference) + ", " + study.references().source(),
        row.trainingTime().map(TrainingTime::text).orElse(""));
  }

  private static List<StudyResults> inOverview(List<StudyResults> all) {
    return all.stream()
        .filter(results -> results.study().overview() == Study.Overview.ROWS)
        .toList();
  }

  private static String table(
      List<String> header, List<List<String>> cells, List<RowResult> shown, List<String> more) {
    List<String> legend = new ArrayList<>();
    legend.add(MEAN_LEGEND);
    legend.addAll(TrainingTime.legend(shown));
    legend.addAll(more);
    return new Table("", header, cells).markdown() + "\n" + String.join("\n", legend) + "\n\n";
  }

  private static String rows(List<StudyResults> all, String folder) {
    List<StudyResults> shown = inOverview(all);
    if (shown.isEmpty()) {
      return "";
    }
    List<List<String>> cells = new ArrayList<>();
    for (StudyResults results : shown) {
      results.rows().forEach(row -> cells.add(row(results, row, folder)));
    }
    return table(
        List.of("row", "test", "reference", "training", "cores", "predictions/s", "runs"),
        cells,
        shown.stream().flatMap(results -> results.rows().stream()).toList(),
        List.of(StudyTable.SPEED_LEGEND));
  }

  private static List<String> row(StudyResults results, RowResult row, String folder) {
    boolean missing = row.runs().isEmpty();
    Study study = results.study();
    Optional<TrainingTime> time = row.trainingTime();
    return List.of(
        link(row.label(), study, folder),
        missing ? Figures.MISSING : figures(study, row),
        references(results, row),
        time.map(TrainingTime::text).orElse(""),
        time.map(TrainingTime::coresText).orElse(""),
        missing ? "" : StudyTable.speed(row),
        row.runs().size() + " of " + row.planned());
  }

  private static String best(List<StudyResults> all, String folder) {
    List<List<String>> rows = new ArrayList<>();
    for (StudyResults results : all) {
      Study study = results.study();
      Optional<RowResult> best = results.best();
      rows.add(
          List.of(
              link(study.title(), study, folder),
              best.map(RowResult::label).orElse(Figures.MISSING),
              best.map(row -> figures(study, row)).orElse(Figures.MISSING),
              best.map(row -> references(results, row)).orElse(""),
              results.finished() + " of " + results.planned()));
    }
    return new Table(
            "",
            List.of("study", "best row on validation", "its test metrics", "reference", "runs"),
            rows)
        .markdown();
  }

  private static String link(String text, Study study, String folder) {
    return "[%s](%s%s.md)".formatted(text, folder, study.id());
  }

  private static String figures(Study study, RowResult row) {
    List<String> figures = new ArrayList<>();
    for (String metric : study.columns()) {
      figures.add(metric + " " + Figures.meanAndDeviation(row.figures("test", metric)));
    }
    return String.join(", ", figures);
  }

  private static String references(StudyResults results, RowResult row) {
    List<String> figures = new ArrayList<>();
    for (String metric : results.study().columns()) {
      results
          .reference(row.name(), metric)
          .ifPresent(figure -> figures.add(metric + " " + Figures.published(figure)));
    }
    return String.join(", ", figures);
  }

  /**
   * A README with its section replaced.
   *
   * @throws UserError unless each mark of the section appears once
   */
  static String inserted(Path file, String readme, String summary) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    boolean once = begin == readme.lastIndexOf(BEGIN) && end == readme.lastIndexOf(END);
    if (begin < 0 || end < begin || !once) {
      throw new UserError(
          file + ": expected one section between '" + BEGIN + "' and '" + END + "'");
    }
    return readme.substring(0, begin + BEGIN.length())
        + "\n\n"
        + summary
        + "\n"
        + readme.substring(end);
  }
}
