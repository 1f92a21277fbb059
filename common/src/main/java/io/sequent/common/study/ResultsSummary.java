package io.sequent.common.study;

import io.sequent.common.UserError;
import io.sequent.common.report.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The overview of all studies: the list of the results, and a section of the README. */
final class ResultsSummary {
  static final String BEGIN = "<!-- results: made by -Daction=results, edits are lost -->";
  static final String END = "<!-- end of results -->";

  private ResultsSummary() {}

  /**
   * One row a study: its best row on validation with that row's test figures.
   *
   * @param folder where the pages lie, as a prefix of links
   */
  static String of(List<StudyResults> all, String folder) {
    List<List<String>> rows = new ArrayList<>();
    for (StudyResults results : all) {
      Study study = results.study();
      Optional<RowResult> best = results.best();
      rows.add(
          List.of(
              "[%s](%s%s.md)".formatted(study.title(), folder, study.id()),
              best.map(RowResult::label).orElse(Figures.MISSING),
              best.map(row -> figures(study, row)).orElse(Figures.MISSING),
              best.map(row -> references(results, row)).orElse(""),
              results.finished() + " of " + results.planned()));
    }
    return new Table(
            "",
            List.of("study", "best row on validation", "its test figures", "reference", "runs"),
            rows)
        .markdown();
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
   * A README with its section made anew.
   *
   * @throws UserError if the marks of the section are not there, each once
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
