package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.config.Config;
import io.sequent.common.network.layer.embedding.TokenBag;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFeaturesTest {
  @ParameterizedTest
  @CsvSource({
    "Київ, Xxx",
    "ТУ-134, XX-dd",
    "слово, xx",
    "м., x.",
    "2017, dd",
    "McDonald, XxXxx",
    "Об'єкт, Xx'xx",
    "!!!, !!"
  })
  void shapeKeepsCapitalsDigitsAndMarks(String token, String shape) {
    assertThat(WordShape.shape(token)).isEqualTo(shape);
  }

  @Test
  void formsOfANameHaveTheSameLemma() {
    Lemmas lemmas = new Lemmas(1_000_000, 4);
    assertThat(lemmas.of("Шевченка")).isEqualTo(lemmas.of("Шевченко")).hasSize(1);
    assertThat(lemmas.of("ЛЕСІ")).isEqualTo(lemmas.of("лесі")).hasSizeGreaterThan(1);
    assertThat(lemmas.of("абвгд")).isEmpty();
  }

  @Test
  void tagsTellPeopleFromPlacesAndNamesFromOtherWords() {
    assertThat(MorphologicalTags.tags("Петренком")).containsExactly("noun:anim:name", "v_oru");
    assertThat(MorphologicalTags.tags("Києва")).containsExactly("noun:inanim:name", "v_rod");
    assertThat(MorphologicalTags.tags("київський"))
        .contains("adj", "v_naz")
        .noneMatch(TokenFeaturesTest::isName);
    assertThat(MorphologicalTags.tags("банк")).contains("noun:inanim", "noun:inanim:name");
    assertThat(MorphologicalTags.tags("абвгд")).containsExactly("unknown");
  }

  private static boolean isName(String tag) {
    return tag.contains("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "а", "2", "\u0301", "Найнеймовірнісінькийщонайпротиріччя", "🙂"})
  void everyTokenHasEntriesThatFitItsBags(String token) {
    TokenFeatures features = all();
    int[][] channels =
        features.channels(new int[] {7, 8}, List.of("слово", token), List.of(List.of(token)));
    int width = 1 + features.bags().stream().mapToInt(TokenBag::channels).sum();
    assertThat(channels).hasDimensions(width, 2);
    assertThat(channels[0]).containsExactly(7, 8);
    int channel = 1;
    for (TokenBag bag : features.bags()) {
      for (int i = 0; i < bag.channels(); i++) {
        assertThat(channels[channel + i][1]).isBetween(0, bag.entries() - 1);
      }
      channel += bag.channels();
    }
  }

  @Test
  void nothingIsOnByDefault() {
    TokenFeatures none = TokenFeatures.from(Config.defaults(TokenFeatures.settings()));
    assertThat(none.bags()).isEmpty();
    assertThat(none.channels(new int[] {3}, List.of("слово"), List.of()))
        .isEqualTo(new int[][] {{3}});
  }

  private static TokenFeatures all() {
    return TokenFeatures.from(
        Config.defaults(TokenFeatures.settings())
            .with(
                Map.of(
                    "ngram-embedding", "8",
                    "shape-embedding", "4",
                    "lemma-embedding", "8",
                    "morphology-embedding", "4",
                    "mention-embedding", "4"),
                ""));
  }
}
