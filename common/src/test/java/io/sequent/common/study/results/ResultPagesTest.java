package io.sequent.common.study.results;

import static io.sequent.common.study.results.Tables.cell;
import static io.sequent.common.study.results.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import io.sequent.common.io.Sha256;
import io.sequent.common.report.Table;
import io.sequent.common.study.Study;
import io.sequent.common.study.StudyRow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The files that are made from the ledger. */
class ResultPagesTest extends PagesFixture {
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
        .contains("Task `stocks`; 4 of 4 runs recorded, data with SHA-256 aaaaaaaaaaaa.")
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
    assertThat(page).contains("predictions/s: test examples predicted per second on one core");
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

  @Test
  void textsOfTheBestRowAreShownAndCannotEndTheirBlock() throws IOException {
    entries.add(row(studies.get(1), "hidden=8", 1).get(0).withText("t 0.5", "a\n```\nb").entry());
    assertThat(page("sizes")).endsWith("\n## hidden=8, t 0.5\n\n```text\na\n'''\nb\n```\n");
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
      assertThat(column(table, "p-value").subList(1, 25))
          .allSatisfy(chance -> assertThat(chance).matches("<? ?[01]\\.\\d{3}( \\*)?"))
          .anyMatch(chance -> chance.endsWith("*"));
    }
  }
}
