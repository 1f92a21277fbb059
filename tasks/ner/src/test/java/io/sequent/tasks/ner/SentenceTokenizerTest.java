package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentenceTokenizerTest {
  @Test
  void punctuationStandsAlone() {
    assertThat(SentenceTokenizer.tokens("— Так, «Зоря» (м. Львів) — це 50% ..."))
        .containsExactly(
            "—", "Так", ",", "«", "Зоря", "»", "(", "м", ".", "Львів", ")", "—", "це", "50", "%",
            "...");
  }

  @Test
  void apostropheAndHyphenHoldAWordTogether() {
    assertThat(SentenceTokenizer.tokens("п'ять п’ять екс-міністр -5 до- вберегти́"))
        .containsExactly("п'ять", "п’ять", "екс-міністр", "-", "5", "до", "-", "вберегти́");
  }

  @Test
  void numbersKeepTheirSeparators() {
    assertThat(SentenceTokenizer.tokens("3,5 1.234.567 19:30-ї 2017-го 5, 7."))
        .containsExactly("3,5", "1.234.567", "19:30-ї", "2017-го", "5", ",", "7", ".");
  }

  @Test
  void everyCharacterButWhiteSpaceIsKept() {
    String odd = "a\u00A0b\t😀 ?!.. №9 \u200Bc";
    assertThat(String.join("", SentenceTokenizer.tokens(odd)))
        .isEqualTo(odd.replaceAll("[\\s\u00A0]", ""));
  }

  /** Matching by recursion would overflow the stack. */
  @Test
  void longRunsWithoutBlanksAreTokens() {
    int times = 100_000;
    assertThat(SentenceTokenizer.tokens("1,".repeat(times) + "2-го"))
        .containsExactly("1,".repeat(times) + "2-го");
    assertThat(SentenceTokenizer.tokens("a-".repeat(times) + "b"))
        .containsExactly("a-".repeat(times) + "b");
    assertThat(SentenceTokenizer.tokens("7".repeat(times))).hasSize(1);
    assertThat(SentenceTokenizer.tokens("?!".repeat(times))).hasSize(1);
    assertThat(SentenceTokenizer.tokens("a, ".repeat(times))).hasSize(2 * times);
  }

  @Test
  void noBreakSpacesAndByteOrderMarksAreNoTokens() {
    assertThat(SentenceTokenizer.tokens("\uFEFFЛеся\u00A0Українка\u202F10\u00A0000\uFEFF"))
        .containsExactly("Леся", "Українка", "10", "000");
  }

  @Test
  void blankSentenceHasNoTokens() {
    assertThat(SentenceTokenizer.tokens(" \t")).isEmpty();
  }
}
