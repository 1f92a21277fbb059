package io.sequent.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UkrainianDictionaryTest {
  @ParameterizedTest
  @ValueSource(strings = {"об'єкт", "об\u2019єкт", "об\u02BCєкт", "ОБ'ЄКТ"})
  void apostropheOfAnyKindIsUnderstood(String word) {
    assertThat(UkrainianDictionary.readings(word))
        .extracting(UkrainianDictionary.Reading::lemma)
        .containsExactly("об'єкт");
  }

  @Test
  void lemmasOfNamesHaveCapitals() {
    assertThat(UkrainianDictionary.readings("шевченка"))
        .hasSize(1)
        .allMatch(UkrainianDictionary.Reading::isName);
    assertThat(UkrainianDictionary.readings("пісень"))
        .hasSize(1)
        .noneMatch(UkrainianDictionary.Reading::isName);
    assertThat(UkrainianDictionary.readings("абвгд")).isEmpty();
  }

  @Test
  void namesAreAllFormsOfThem() {
    assertThat(UkrainianDictionary.names())
        .contains("шевченко", "шевченка", "шевченкові", "києві")
        .doesNotContain("пісень");
  }
}
