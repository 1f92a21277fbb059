package io.sequent.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepsOnWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "«Так» — сказав... | « так » — сказав . . .",
        "rock'n'roll 'tis dogs' | rock'n'roll ' tis dogs '",
        "об’єкт 1,000.5, 5. | об’єкт 1,000.5 , 5 .",
        "x=y_z $5 e\u0301! | x = y _ z $ 5 e\u0301 !",
        "a😀👍🏽b | a 😀 👍🏽 b",
      })
  void eachMarkIsAWordOrNone(String text, String words) {
    assertThat(Pipelines.words(text, "punctuation=split")).containsExactly(words.split(" "));
    assertThat(Pipelines.words(text, "punctuation=blank"))
        .doesNotContain("«", "—", ".", "'", ",", "=", "_", "$", "!")
        .isSubsetOf(words.split(" "));
  }

  @Test
  void numbersAreWordsOfDigitsAlone() {
    assertThat(Pipelines.words("$3.5 10:30 2nd covid-19 ٣٤ ½", "numbers=mark"))
        .containsExactly("<number>", "<number>", "2nd", "covid19", "<number>", "½");
    assertThat(Pipelines.words("-3.5 covid-19", "numbers=mark", "punctuation=blank"))
        .containsExactly("<number>", "covid", "<number>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "split", "blank"})
  void stopWordsAreKnownByTheirApostrophes(String punctuation) {
    assertThat(
            Pipelines.words(
                "She’ll DON'T we'd Well shell wed",
                "stop-words=english",
                "punctuation=" + punctuation,
                "case=keep"))
        .containsExactly("Well", "shell", "wed");
  }

  @Test
  void stopWordsOfEachLanguage() {
    assertThat(Pipelines.words("the між для city", "stop-words=ukrainian"))
        .containsExactly("the", "city");
    assertThat(Pipelines.words("ещё еще её город", "stop-words=russian")).containsExactly("город");
  }

  @ParameterizedTest
  @CsvSource({
    "english, connections CONNECTED John's generously, connect connect john generous",
    "russian, Реками рекой ёлки елки, рек рек елк елк",
    "ukrainian, Шевченка піснями словонема ґрунтом, шевченко пісня словонема грунт"
  })
  void stemsBringFormsTogether(String language, String text, String stems) {
    assertThat(Pipelines.words(text, "stems=" + language)).containsExactly(stems.split(" "));
    assertThat(Pipelines.words(text, "stems=" + language, "case=keep"))
        .containsExactly(stems.split(" "));
  }

  @Test
  void apostrophesGoLastWherePunctuationIsDeleted() {
    assertThat(Pipelines.words("об'єктом 'об’єктами'", "stems=ukrainian"))
        .containsExactly("обєкт", "обєкт");
    assertThat(Pipelines.words("об'єктом", "stems=ukrainian", "punctuation=blank"))
        .containsExactly("об'єкт");
    assertThat(Pipelines.words("'''", "stems=english")).isEmpty();
  }
}
