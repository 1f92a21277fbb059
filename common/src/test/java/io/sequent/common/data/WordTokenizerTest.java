package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordTokenizerTest {
  @Test
  void lowersAndDeletesAsciiPunctuation() {
    assertThat(WordTokenizer.words("Don't \"panic\": on-line, U.S. (AP) -- 3.5% \\end"))
        .containsExactly("dont", "panic", "online", "us", "ap", "35", "end");
  }

  @Test
  void otherPunctuationAndLettersStay() {
    assertThat(WordTokenizer.words("Zoë’s\u00A0“Café”\nÜBER"))
        .containsExactly("zoë’s", "“café”", "über");
  }

  @Test
  void punctuationAloneGivesNoWord() {
    assertThat(WordTokenizer.words(" ... -- ! ")).isEmpty();
    assertThat(WordTokenizer.words("")).isEmpty();
  }
}
