package io.sequent.common.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void longCellsAreSentences() {
    Table table = new Table("t", List.of("a", "b"), List.of(List.of("x", "x".repeat(81))));
    assertThat(table.hasSentences(0)).isFalse();
    assertThat(table.hasSentences(1)).isTrue();
  }

  @Test
  void figuresStandToTheRightAndWordsToTheLeft() {
    Table table =
        new Table(
            "Title",
            List.of("name", "value", "note"),
            List.of(List.of("a", "1.5", "x"), List.of("longer", "-", "yes")));
    assertThat(table.render().lines())
        .containsExactly(
            "Title",
            "  name    value  note",
            "  ------  -----  ----",
            "  a         1.5  x",
            "  longer      -  yes");
  }

  @Test
  void markdownHasFiguresToTheRightAndNothingThatEndsACell() {
    Table table =
        new Table(
            "Title",
            List.of("name", "value", "note"),
            List.of(List.of("a|b", "1,234.5", "two\nlines"), List.of("c", "-", "1.0 ± 0.1")));
    assertThat(table.markdown())
        .isEqualTo(
            """
            | name | value | note |
            | --- | ---: | --- |
            | a\\|b | 1,234.5 | two lines |
            | c | - | 1.0 ± 0.1 |
            """);
  }

  @Test
  void htmlEscapesTextAndCarriesItsAlignment() {
    Table table = new Table("A & B", List.of("name", "value"), List.of(List.of("<b>", "1.5")));
    assertThat(table.html())
        .contains("<caption>A &amp; B</caption>")
        .contains("<td align=\"left\" style=\"text-align:left\">&lt;b&gt;</td>")
        .contains("<td align=\"right\" style=\"text-align:right\">1.5</td>");
  }

  @Test
  void tableWithoutRowsIsAHeadInMarkdown() {
    assertThat(new Table("T", List.of("a", "b"), List.of()).markdown())
        .isEqualTo("| a | b |\n| --- | --- |\n");
  }

  @Test
  void rowOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> new Table("T", List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row of 1 cells under 2");
  }
}
