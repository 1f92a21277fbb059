package io.sequent.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CharacterNgramsTest {
  @Test
  void ngramsAreDistinctAndIgnoreCase() {
    int[] ngrams = new CharacterNgrams(1_000_000, 4, 0).of("Київ");
    // <к ки иї їв в> and so on: 5 of two characters, 4 of three, 3 of four.
    assertThat(Arrays.stream(ngrams).distinct()).hasSize(12);
    assertThat(new CharacterNgrams(1_000_000, 4, 0).of("київ")).isEqualTo(ngrams);
    assertThat(new CharacterNgrams(1_000_000, 4, 0).of("перереформовування")).hasSize(42);
  }
}
