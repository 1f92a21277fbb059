package io.sequent.common.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.report.MarkedText.Mark;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedTextTest {
  private static MarkedText of(List<Mark> marks) {
    return new MarkedText(List.of("Anna", ",", "of", "New", "York", "!"), marks);
  }

  @Test
  void marksStandInBracketsAndPunctuationCloses() {
    assertThat(of(List.of(new Mark("PERS", 0, 1), new Mark("LOC", 3, 5))).render())
        .isEqualTo("[Anna PERS], of [New York LOC]!");
    assertThat(of(List.of()).render()).isEqualTo("Anna, of New York!");
  }

  @Test
  void marksThatOverlapOrLeaveTheTextAreRefused() {
    assertThatThrownBy(() -> of(List.of(new Mark("A", 0, 2), new Mark("B", 1, 3))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(List.of(new Mark("A", 5, 7))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 tokens");
    assertThatThrownBy(() -> of(List.of(new Mark("A", 2, 2))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longTextIsWrapped() {
    BufferedImage one = MarkedText.image(List.of(of(List.of()))).orElseThrow();
    MarkedText words = new MarkedText(Collections.nCopies(60, "word"), List.of());
    BufferedImage many = MarkedText.image(List.of(words)).orElseThrow();
    assertThat(many.getWidth()).isEqualTo(one.getWidth());
    assertThat(many.getHeight()).isGreaterThan(3 * one.getHeight());
  }

  @Test
  void markIsColouredAndTheRestIsNot() {
    BufferedImage plain = MarkedText.image(List.of(of(List.of()))).orElseThrow();
    BufferedImage marked =
        MarkedText.image(List.of(of(List.of(new Mark("PERS", 0, 1))))).orElseThrow();
    assertThat(coloured(plain)).isZero();
    assertThat(coloured(marked)).isGreaterThan(500);
  }

  /** Pixels that are no shade of grey. */
  private static int coloured(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int color = image.getRGB(x, y);
        int red = color >> 16 & 0xFF;
        count += Math.abs(red - (color & 0xFF)) > 30 ? 1 : 0;
      }
    }
    return count;
  }
}
