package io.sequent.common.study.results;

import static io.sequent.common.study.results.Tables.cell;
import static io.sequent.common.study.results.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.io.Sha256;
import io.sequent.common.ledger.LedgerEntry;
import io.sequent.common.report.Table;
import io.sequent.common.study.PlannedRun;
import io.sequent.common.study.Study;
import io.sequent.common.study.StudyRow;
import io.sequent.common.study.file.StudyFile;
import io.sequent.common.task.Tasks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that are made from the ledger. */
class ResultPagesTest {
  private static final String README =
      "# Mine\n\n" + ResultsSummary.BEGIN + "\nold\n" + ResultsSummary.END + "\n\nMore.\n";
  private static final String CELLS =
      """
      title: Stocks, cells
      task: stocks
      about: What differs.
      metric: mse
      columns: [mse, mape]
      seeds: [1, 2]
      rows:
        - {name: LSTM, set: {cell: lstm}}
        - {name: GRU, set: {cell: gru}}
      references:
        source: a table
        rows:
          GRU: {mse: 2.25, note: early}
      """;
  private static final String SIZES = "task: stocks\naxes: {hidden: [4, 8]}\n";

  @TempDir private Path folder;
  private final List<Study> studies = new ArrayList<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private Path results;
  private Path readme;

  @BeforeEach
  void prepare() throws IOException {
    studies.add(study("cells", CELLS));
    studies.add(study("sizes", SIZES));
    results = folder.resolve("results");
    readme = Files.writeString(folder.resolve("README.md"), README);
  }

  private Study study(String name, String yaml) throws IOException {
    return parts(name, yaml).get(0);
  }

  private List<Study> parts(String name, String yaml) throws IOException {
    Path file = Files.createDirectories(folder.resolve("studies")).resolve(name + ".yaml");
    return StudyFile.read(Files.writeString(file, yaml), Tasks::named);
  }

  /** Every run of a row, on validation and test with the same figure. */
  private List<RecordedRun> row(Study study, String row, double figure) {
    return study.runs(Tasks.named(study.task())).stream()
        .filter(run -> run.row().equals(row))
        .map(
            run ->
                new RecordedRun(study, run)
                    .with("validation", study.metric(), figure)
                    .with("test", study.metric(), figure)
                    .withScores(study.metric(), 30, figure)
                    .withEpochs(3, study.metric()))
        .toList();
  }

  private void record(Study study, String row, double figure) {
    row(study, row, figure).forEach(run -> entries.add(run.entry()));
  }

  private void recordBoth() {
    record(studies.get(0), "LSTM", 3);
    record(studies.get(0), "GRU", 2);
    record(studies.get(1), "hidden=4", 1);
  }

  private ResultPages made() {
    return ResultPages.of(studies, entries);
  }

  private String page(String study) throws IOException {
    made().write(results, readme);
    return Files.readString(results.resolve(study + ".md"));
  }

  /** File names below a folder with the sums of their bytes. */
  private static Map<String, String> tree(Path folder) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        tree.put(folder.relativize(file).toString(), Sha256.of(file));
      }
    }
    return tree;
  }

  @Test
  void sameLedgerGivesTheSameBytesWhateverTheOrderAndTheLocale() throws IOException {
    recordBoth();
    assertThat(made().write(results, readme)).isEqualTo(tree(results).size() + 1);
    assertThat(tree(results))
        .containsKeys(
            "README.md",
            "cells.md",
            "sizes.md",
            "plots/cells-rows.svg",
            "plots/cells-rows.png",
            "plots/cells-curves.svg");
    assertThat(made().write(results, readme)).as("nothing is left to change").isZero();

    Path again = Files.createDirectory(folder.resolve("again"));
    Path otherReadme = Files.writeString(again.resolve("README.md"), README);
    Collections.reverse(studies);
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG")); // Its digits and decimal point differ.
    try {
      made().write(again.resolve("results"), otherReadme);
    } finally {
      Locale.setDefault(usual);
    }
    assertThat(tree(again.resolve("results"))).isEqualTo(tree(results));
    assertThat(otherReadme).hasSameBinaryContentAs(readme);
  }

  @Test
  void checkNamesWhateverIsNotAsTheLedgerGivesIt() throws IOException {
    recordBoth();
    made().write(results, readme);
    made().check(results, readme);

    Path page = results.resolve("cells.md");
    String whole = Files.readString(page);
    Files.writeString(page, whole.replace("3.0000", "2.0000"));
    assertDiffers(page);
    Files.writeString(page, whole);

    Path plot = results.resolve("plots").resolve("cells-rows.svg");
    Files.delete(plot);
    assertDiffers(plot);
    made().write(results, readme);

    Path left = Files.writeString(results.resolve("plots").resolve("old.svg"), "<svg/>");
    assertDiffers(left);
    assertThat(made().write(results, readme)).isEqualTo(1);
    assertThat(left).doesNotExist();

    String mine = Files.readString(readme);
    Files.writeString(readme, mine.replace("All 2 studies", "All studies"));
    assertDiffers(readme);
    Files.writeString(readme, mine.replace("More.", "More of mine."));
    made().check(results, readme);
  }

  private void assertDiffers(Path file) {
    assertThatThrownBy(() -> made().check(results, readme))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("1 files differ")
        .hasMessageContaining(file.toString());
  }

  @Test
  void bitmapsAreComparedByTheirPixels() throws IOException {
    recordBoth();
    made().write(results, readme);
    Path plot = results.resolve("plots").resolve("cells-rows.png");
    byte[] written = Files.readAllBytes(plot);
    BufferedImage image = ImageIO.read(plot.toFile());
    BufferedImage sameLook =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    sameLook.createGraphics().drawImage(image, 0, 0, null);
    ImageIO.write(sameLook, "png", plot.toFile());
    assertThat(Files.readAllBytes(plot)).as("packed otherwise").isNotEqualTo(written);
    made().check(results, readme);

    sameLook.setRGB(5, 5, 0xFF12_3456);
    ImageIO.write(sameLook, "png", plot.toFile());
    assertDiffers(plot);
  }

  @Test
  void pageOfAStudySaysWhatThereIs() throws IOException {
    recordBoth();
    String page = page("cells");
    assertThat(page)
        .startsWith("# Stocks, cells\n\nWhat differs.\n\n")
        .contains("Task `stocks`; 4 of 4 runs recorded, data of SHA-256 aaaaaaaaaaaa.")
        .contains("Reference figures: a table\n- GRU: early\n")
        .contains("![cells-rows](plots/cells-rows.svg)");
    Table table = Tables.read(page);
    assertThat(column(table, "row")).containsExactly("LSTM", "GRU");
    assertThat(column(table, "rank")).containsExactly("2", "1");
    assertThat(cell(table, "GRU", "reference mse")).isEqualTo("2.25");
    assertThat(page).as("a blank line ends the table").containsPattern(" \\| 2 \\|\n\nRows are");
  }

  @Test
  void speedOfPredictionHasAColumnOnceItIsKnownOfARun() throws IOException {
    recordBoth();
    assertThat(page("cells")).doesNotContain("predictions/s");
    row(studies.get(0), "GRU", 2).forEach(run -> entries.add(run.predicting(1234.4).entry()));
    String page = page("cells");
    assertThat(cell(Tables.read(page), "GRU", "predictions/s")).isEqualTo("1,234");
    assertThat(cell(Tables.read(page), "LSTM", "predictions/s")).isEqualTo("missing");
    assertThat(page).contains("predictions/s: test examples predicted in a second on one core");
  }

  @Test
  void studyWithoutARunHasAPageWithoutAFigure() throws IOException {
    String page = page("sizes");
    assertThat(page).contains("0 of 2 runs recorded.").doesNotContain("![");
    assertThat(column(Tables.read(page), "test mape")).containsExactly("missing", "missing");
    assertThat(results.resolve("plots")).doesNotExist();
    assertThat(results.resolve("README.md"))
        .content()
        .contains("| [sizes](sizes.md) | missing | missing |");
  }

  @Test
  void failedRunsAreToldWithTheirReason() throws IOException {
    record(studies.get(0), "LSTM", 3);
    row(studies.get(0), "GRU", 2).forEach(run -> entries.add(run.failed("it diverged").entry()));
    String page = page("cells");
    assertThat(page).contains("2 of 4 runs recorded").contains("Failed: GRU: it diverged\n");
    assertThat(cell(Tables.read(page), "GRU", "test mse")).isEqualTo("failed");
  }

  @Test
  void lastFinishedRunCountsAndAFailureNeverReplacesOne() throws IOException {
    record(studies.get(1), "hidden=4", 1);
    record(studies.get(1), "hidden=4", 5);
    row(studies.get(1), "hidden=4", 9).forEach(run -> entries.add(run.failed("late").entry()));
    String page = page("sizes");
    assertThat(cell(Tables.read(page), "hidden=4", "test mape")).isEqualTo("5.0000");
    assertThat(page).doesNotContain("late");
  }

  @Test
  void runsOnTheSampleAreLeftOut() throws IOException {
    recordBoth();
    row(studies.get(1), "hidden=8", 0.1).forEach(run -> entries.add(run.onSample().entry()));
    Study unknown = study("unknown", SIZES);
    row(unknown, "hidden=8", 0.1).forEach(run -> entries.add(run.onSample().entry()));
    assertThat(cell(Tables.read(page("sizes")), "hidden=8", "test mape")).isEqualTo("missing");
    assertThat(results.resolve("unknown.md")).doesNotExist();
  }

  @Test
  void runsOnAnotherDataSetDoNotMix() throws IOException {
    String other = "b".repeat(64);
    recordBoth();
    row(studies.get(0), "GRU", 0.1).forEach(run -> entries.add(run.onData(other).entry()));
    String page = page("cells");
    assertThat(cell(Tables.read(page), "GRU", "test mse")).isEqualTo("2.0000 ± 0.0000");
    assertThat(page).contains("SHA-256 aaaaaaaaaaaa.");
  }

  @Test
  void studyWithoutAFileHasAPageOfItsRuns() throws IOException {
    Study unknown = study("unknown", CELLS);
    record(unknown, "LSTM", 3);
    record(unknown, "GRU", 2);
    record(unknown, "GRU", 1);
    String other = "b".repeat(64);
    row(unknown, "LSTM", 0.1).forEach(run -> entries.add(run.onData(other).entry()));
    String page = page("unknown");
    assertThat(page).startsWith("# unknown\n").contains("4 of 4 runs recorded");
    Table table = Tables.read(page);
    assertThat(column(table, "row")).containsExactly("LSTM", "GRU");
    assertThat(cell(table, "GRU", "test mse")).as("of the last runs").startsWith("1.0000");
    assertThat(cell(table, "LSTM", "test mse")).as("of one data set").startsWith("3.0000");
  }

  /** Two texts with the very same settings, and another task. */
  private static final String PARTS =
      """
      title: All
      parts:
        - {name: plays, task: textgen, data: text/plays.txt, rows: [{name: plays}]}
        - {name: poems, task: textgen, data: text/poems.txt, rows: [{name: poems}]}
        - {task: stocks, axes: {hidden: [4, 8]}}
      """;

  private static final String POEMS = "b".repeat(64);

  @Test
  void partsHavePagesOfTheirOwn() throws IOException {
    studies.addAll(parts("all", PARTS));
    Study prices = studies.get(studies.size() - 1);
    record(prices, "hidden=8", 5);
    record(study("all", "task: stocks\naxes: {hidden: [16]}\n"), "hidden=16", 1);
    String page = page("all-stocks");
    assertThat(page).startsWith("# All: stocks\n");
    assertThat(column(Tables.read(page), "row")).containsExactly("hidden=4", "hidden=8");
    assertThat(results.resolve("all.md")).as("of a row that is in no part").doesNotExist();
    assertThat(results.resolve("plots/all-stocks-rows.svg")).exists();
    assertThat(results.resolve("README.md"))
        .content()
        .contains("[All: plays](all-plays.md)", "[All: stocks](all-stocks.md)");
  }

  @Test
  void partsOfTheSameSettingsShowTheRunsOnTheirOwnData() throws IOException {
    List<Study> parts = parts("all", PARTS);
    studies.addAll(parts);
    row(parts.get(1), "poems", 2)
        .forEach(run -> entries.add(run.onFile("poems.txt", POEMS).entry()));
    assertThat(page("all-plays")).contains("0 of 1 runs recorded.");

    Study other = study("other", "task: textgen\nrows: [{name: by itself}]\n");
    row(other, "by itself", 3)
        .forEach(run -> entries.add(run.onFile("plays.txt", RecordedRun.DATA).entry()));
    Table plays = Tables.read(page("all-plays"));
    assertThat(cell(plays, "plays", "test nats")).as("of another study").isEqualTo("3.0000");
    String poems = page("all-poems");
    assertThat(poems).contains("SHA-256 bbbbbbbbbbbb.");
    assertThat(cell(Tables.read(poems), "poems", "test nats")).isEqualTo("2.0000");
  }

  @Test
  void dataInAFolderAreThoseOfTheRunsThatTheStudyRecorded() throws IOException {
    Study mine = study("mine", SIZES + "data: my-prices\n");
    studies.add(mine);
    record(studies.get(1), "hidden=4", 1);
    record(studies.get(1), "hidden=8", 1);
    row(mine, "hidden=8", 2).forEach(run -> entries.add(run.onData(POEMS).entry()));
    Table table = Tables.read(page("mine"));
    assertThat(cell(table, "hidden=4", "test mape")).isEqualTo("missing");
    assertThat(cell(table, "hidden=8", "test mape")).isEqualTo("2.0000");
  }

  @Test
  void searchesHaveNoPagesAndTheirTrialsAreNoRowsOfStudies() throws IOException {
    Study search = study("tune-sizes-grid", SIZES);
    for (PlannedRun trial : search.runs(Tasks.named("stocks"))) {
      entries.add(new RecordedRun(search, trial).with("validation", "mape", 1).entry());
    }
    entries.add(
        new RecordedRun(search, search.runs(Tasks.named("stocks")).get(0))
            .failed("diverged")
            .entry());
    record(studies.get(1), "hidden=4", 2);
    Table table = Tables.read(page("sizes"));
    assertThat(cell(table, "hidden=4", "test mape")).isEqualTo("2.0000");
    assertThat(cell(table, "hidden=8", "test mape")).isEqualTo("missing");
    assertThat(results.resolve("tune-sizes-grid.md")).doesNotExist();
  }

  @Test
  void twoStudiesOfOnePageAreRefused() throws IOException {
    studies.addAll(parts("all", PARTS));
    studies.add(study("all-plays", SIZES));
    assertThatThrownBy(this::made)
        .isInstanceOf(UserError.class)
        .hasMessage("studies: two are called 'all-plays', expected other names of file or part");
  }

  @Test
  void textsOfTheBestRowAreShownAndCannotEndTheirBlock() throws IOException {
    entries.add(row(studies.get(1), "hidden=8", 1).get(0).withText("t 0.5", "a\n```\nb").entry());
    assertThat(page("sizes")).endsWith("\n## hidden=8, t 0.5\n\n```text\na\n'''\nb\n```\n");
  }

  @Test
  void readmeGetsItsSectionAndKeepsTheRest() throws IOException {
    recordBoth();
    made().write(results, readme);
    assertThat(readme)
        .hasContent(
            "# Mine\n\n"
                + ResultsSummary.BEGIN
                + "\n\nAll 2 studies: [results](results/README.md).\n\n"
                + ResultsSummary.END
                + "\n\nMore.\n");
    assertThat(results.resolve("README.md"))
        .content()
        .startsWith("# Results\n\n| study |")
        .contains(
            "| [Stocks, cells](cells.md) | GRU | mse 2.0000 ± 0.0000, mape - | mse 2.25 | 4 of 4 |\n");
  }

  @Test
  void everyRowIsShownInTheReadmeIfTheStudySaysSo() throws IOException {
    studies.set(0, study("cells", CELLS + "overview: rows\n"));
    entries.add(row(studies.get(0), "GRU", 2).get(0).besideLoad(0.5).predicting(1234).entry());
    made().write(results, readme);
    String rows =
        "| [LSTM](%scells.md) | missing |  |  |  |  | 0 of 2 |\n"
            + "| [GRU](%scells.md) | mse 2.0000, mape - | mse 2.25 | 12 s † |  | 1,234 | 1 of 2 |\n";
    assertThat(readme)
        .content()
        .contains("| row | test | reference | training | cores | predictions/s | runs |\n")
        .contains(rows.replace("%s", "results/"))
        .contains("† the machine had other work")
        .contains("All 2 studies");
    assertThat(results.resolve("README.md"))
        .content()
        .contains(rows.replace("%s", ""))
        .contains("| [Stocks, cells](cells.md) | GRU |");
  }

  @Test
  void markOfTimesThatSayLittleIsExplainedOnlyWhereItStands() throws IOException {
    studies.set(0, study("cells", CELLS + "overview: rows\n"));
    entries.add(row(studies.get(0), "GRU", 2).get(0).entry());
    made().write(results, readme);
    assertThat(readme).content().contains("| 12 s |").doesNotContain("†");
  }

  @Test
  void readmeWithoutTheMarksOnceEachIsRefusedAndNothingIsWritten() throws IOException {
    recordBoth();
    for (String wrong :
        List.of(
            "# Mine\n",
            ResultsSummary.BEGIN + "\n",
            ResultsSummary.END + ResultsSummary.BEGIN,
            README + README,
            README + ResultsSummary.END)) {
      Files.writeString(readme, wrong);
      assertThatThrownBy(() -> made().write(results, readme))
          .as(wrong)
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(readme + ": expected one section between");
      assertThat(readme).hasContent(wrong);
      assertThat(results).doesNotExist();
    }
  }

  @Test
  void manyRunsAreAllInTheTablesAndRightlyRanked() throws IOException {
    List<Study> many = ManyRuns.studies(folder.resolve("many"), 3, 4);
    ResultPages.of(many, many.stream().flatMap(study -> ManyRuns.entries(study).stream()).toList())
        .write(results, readme);
    for (Study study : many) {
      String page = Files.readString(results.resolve(study.name() + ".md"));
      assertThat(page).contains("100 of 100 runs recorded");
      Table table = Tables.read(page);
      assertThat(column(table, "row").subList(0, 25))
          .containsExactlyElementsOf(study.rows().stream().map(StudyRow::name).toList());
      assertThat(column(table, "rank").subList(0, 25))
          .containsExactlyElementsOf(
              IntStream.range(0, 25).mapToObj(i -> String.valueOf(1 + ManyRuns.place(i))).toList());
      assertThat(column(table, "chance").subList(1, 25))
          .allSatisfy(chance -> assertThat(chance).matches("<? ?[01]\\.\\d{3}( \\*)?"))
          .anyMatch(chance -> chance.endsWith("*"));
    }
  }

  @Test
  void withoutAReadmeNoneIsMade() throws IOException {
    Files.delete(readme);
    made().write(results, readme);
    made().check(results, readme);
    assertThat(readme).doesNotExist();
  }
}
