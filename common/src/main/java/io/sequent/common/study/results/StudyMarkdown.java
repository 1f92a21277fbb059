package io.sequent.common.study.results;

import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.report.Picture;
import io.sequent.common.study.Study;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The page of a study among the results, in Markdown. */
final class StudyMarkdown {
  private static final int HASH_DIGITS = 12;

  private StudyMarkdown() {}

  /**
   * Writes the page.
   *
   * @param pictures its pictures, which lie in {@code plots/} beside it as SVG
   */
  static String of(StudyResults results, List<Picture> pictures) {
    Study study = results.study();
    StudyTable table = new StudyTable(results);
    StringBuilder page = new StringBuilder("# " + study.title() + "\n\n");
    if (!study.about().isBlank()) {
      page.append(study.about().strip()).append("\n\n");
    }
    page.append(state(results)).append("\n\n");
    page.append(table.inOrder().markdown()).append('\n');
    table.legend().forEach(line -> page.append(line).append('\n'));
    failures(results, page);
    references(study, page);
    for (Picture picture : pictures) {
      page.append("\n![%s](plots/%s.svg)\n".formatted(picture.name(), picture.name()));
    }
    samples(results, page);
    return page.toString();
  }

  /** How much there is, and of which data. */
  private static String state(StudyResults results) {
    TreeSet<String> hashes = new TreeSet<>();
    results.rows().stream()
        .flatMap(row -> row.runs().stream())
        .forEach(run -> hashes.add(run.dataHash()));
    String data =
        hashes.isEmpty()
            ? ""
            : ", data of SHA-256 "
                + String.join(
                    ", ",
                    hashes.stream()
                        .map(hash -> hash.substring(0, Math.min(HASH_DIGITS, hash.length())))
                        .toList());
    return String.format(
        Locale.ROOT,
        "Task `%s`; %d of %d runs recorded%s.",
        results.study().task(),
        results.finished(),
        results.planned(),
        data);
  }

  private static void failures(StudyResults results, StringBuilder page) {
    for (RowResult row : results.rows()) {
      for (String reason : row.failures()) {
        page.append("\nFailed: ").append(row.label()).append(": ").append(reason).append('\n');
      }
    }
  }

  private static void references(Study study, StringBuilder page) {
    if (study.references().source().isBlank()) {
      return;
    }
    page.append("\nReference figures: ").append(study.references().source().strip()).append('\n');
    study
        .references()
        .rows()
        .forEach(
            (row, reference) -> {
              if (!reference.note().isEmpty()) {
                page.append("- ").append(row).append(": ").append(reference.note()).append('\n');
              }
            });
  }

  /** What the best row's first run wrote. */
  private static void samples(StudyResults results, StringBuilder page) {
    Optional<RowResult> best = results.best();
    if (best.isEmpty()) {
      return;
    }
    LedgerEntry run = best.get().runs().get(0);
    for (Map.Entry<String, String> sample : run.run().samples().entrySet()) {
      page.append("\n## %s, %s\n\n```text\n".formatted(best.get().label(), sample.getKey()));
      // A fence within would end the block.
      page.append(sample.getValue().replace("```", "'''").strip()).append("\n```\n");
    }
  }
}
