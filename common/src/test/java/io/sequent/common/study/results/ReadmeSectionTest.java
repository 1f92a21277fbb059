package io.sequent.common.study.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The section of the README, and the list of all studies. */
class ReadmeSectionTest extends PagesFixture {
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
  void rowsBesideAPublishedFigureAreShownInTheReadmeIfTheStudySaysSo() throws IOException {
    studies.set(0, study("cells", CELLS + "overview: rows\n"));
    entries.add(row(studies.get(0), "GRU", 2).get(0).besideLoad(0.5).predicting(1234).entry());
    made().write(results, readme);
    assertThat(readme)
        .content()
        .contains("| row | test metric | Sequent | reference | training |\n")
        .contains("| [GRU](results/cells.md) | mse ↓ | 2.0000 | 2.25, a table | 12 s † |\n")
        .contains("† the machine had other work during")
        .contains("All 2 studies")
        .doesNotContain("LSTM");
    assertThat(results.resolve("README.md"))
        .content()
        .contains("| row | test | reference | training | cores | predictions/s | runs |\n")
        .contains("| [LSTM](cells.md) | missing |  |  |  |  | 0 of 2 |\n")
        .contains(
            "| [GRU](cells.md) | mse 2.0000, mape - | mse 2.25 | 12 s † |  | 1,234 | 1 of 2 |")
        .contains("| [Stocks, cells](cells.md) | GRU |");
  }

  @Test
  void aRowWithoutARunIsMissingBesideItsPublishedFigure() throws IOException {
    studies.set(0, study("cells", CELLS + "overview: rows\n"));
    made().write(results, readme);
    assertThat(readme).content().contains("| mse ↓ | missing | 2.25, a table |  |\n");
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
  void withoutAReadmeNoneIsMade() throws IOException {
    Files.delete(readme);
    made().write(results, readme);
    made().check(results, readme);
    assertThat(readme).doesNotExist();
  }
}
