package io.sequent.common.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
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
  void rowOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> new Table("T", List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row of 1 cells under 2");
  }
}
