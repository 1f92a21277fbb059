package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfidentMistakesTest {
  @Test
  void tenMostConfidentAreListedTheMostConfidentFirst() {
    ConfidentMistakes mistakes = new ConfidentMistakes();
    for (int i = 0; i < 30; i++) {
      mistakes.add("text " + i, "a", "b", (i * 7 % 15) / 15.0);
    }
    List<List<String>> rows = mistakes.table(WordMask.NONE).rows();
    assertThat(rows).hasSize(10);
    assertThat(rows.get(0)).containsExactly("a", "b", "0.9333", "text 2");
    assertThat(rows.get(1)).containsExactly("a", "b", "0.9333", "text 17");
    assertThat(rows).extracting(row -> row.get(2)).isSortedAccordingTo((x, y) -> y.compareTo(x));
  }

  @Test
  void textsAreOneBoundedLineWithMaskedWords() {
    ConfidentMistakes mistakes = new ConfidentMistakes();
    mistakes.add("\nyou\tgrump\r\nyou " + "x".repeat(100_000), "a", "b", 0.9);
    String text = mistakes.table(new WordMask(true, Set.of("you"))).rows().get(0).get(3);
    assertThat(text).startsWith("you g****  you x***").hasSize(300);
  }
}
