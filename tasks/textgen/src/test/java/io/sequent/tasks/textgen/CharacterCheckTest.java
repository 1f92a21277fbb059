package io.sequent.tasks.textgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.check.DataCheck;
import io.sequent.common.check.DataCheck.Weight;
import io.sequent.common.data.Splits;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterCheckTest {
  private static final String LINE = "a line of more than forty characters, all in all\n";

  private static List<TextWindow> windows(String text) {
    return TextWindow.of(text.codePoints().toArray(), 10);
  }

  private static DataCheck check(String train, String test) {
    return CharacterCheck.of(new Splits<>(windows(train), windows("a a a a"), windows(test)));
  }

  @Test
  void charactersAreCountedByPart() {
    DataCheck check = check("ab".repeat(20) + " ".repeat(20), "ab ab ab");
    assertThat(check.findings()).isEmpty();
    assertThat(check.tables().get(0).rows().get(2))
        .containsExactly("test", "1", "7", "3", "1", "7");
  }

  @Test
  void linesOfTestThatTrainHasAreSerious() {
    DataCheck check = check(LINE.repeat(20), LINE + "a");
    assertThat(check.isSerious()).isTrue();
    assertThat(check.findings().get(0).text())
        .isEqualTo("1 of 1 lines of test of 40 or more characters (100.0 %) stand in train, too");
  }

  @Test
  void unknownRareAndControlCharactersAreNamed() {
    DataCheck check = check("a ".repeat(20) + "q\u0007 ", "aЩ a");
    assertThat(check.findings())
        .extracting(f -> f.weight() + " " + f.text())
        .containsExactly(
            Weight.WARNING + " characters of test that train does not have: Щ",
            Weight.WARNING + " control characters in train: U+0007",
            Weight.NOTE + " characters that occur fewer than 10 times in train: U+0007 q");
  }
}
