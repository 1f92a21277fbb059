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

  @Test
  void blankSentenceHasNoTokens() {
    assertThat(SentenceTokenizer.tokens(" \t")).isEmpty();
  }
}
