package io.sequent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.report.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTableTest {
  @Test
  void objectsAreRowsAndNamesAreColumns() {
    Table table =
        JsonTable.of(
            "T",
            """
            {"text":"a","probabilities":{"x":0.25,"y":0.75},"tags":["O","B"]}
            {"text":"b","n":3}
            """);
    assertThat(table.header()).containsExactly("text", "x", "y", "tags", "n");
    assertThat(table.rows())
        .containsExactly(
            List.of("a", "0.2500", "0.7500", "O B", ""), List.of("b", "", "", "", "3"));
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> JsonTable.of("T", "once upon a time"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("once upon");
    assertThatThrownBy(() -> JsonTable.of("T", "[1]")).isInstanceOf(IllegalArgumentException.class);
  }
}
