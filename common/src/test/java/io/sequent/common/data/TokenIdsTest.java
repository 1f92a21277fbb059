package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenIdsTest {
  @Test
  void everyTokenHasItsPlaceAndNoOtherIsFound() {
    List<String> tokens = new ArrayList<>(List.of("<padding>", "<unknown>"));
    for (int i = 0; i < 100_000; i++) {
      tokens.add("token " + i);
    }
    TokenIds ids = new TokenIds(tokens, 2);
    for (int id = 2; id < tokens.size(); id++) {
      assertThat(ids.of(tokens.get(id), -1)).isEqualTo(id);
      assertThat(ids.of(tokens.get(id) + "x", -1)).isEqualTo(-1);
    }
    List<String> known = tokens.subList(2, tokens.size());
    assertThat(ids.of(known, -1)).containsExactly(IntStream.range(2, tokens.size()).toArray());
    assertThat(ids.of(List.of("token 7x", "token 7", ""), -1)).containsExactly(-1, 9, -1);
    assertThat(ids.of("<unknown>", 1)).isEqualTo(1);
    assertThat(ids.of("", 1)).isEqualTo(1);
  }

  @Test
  void ngramsAreFoundByTheirWords() {
    List<String> words = List.of("a", "b", "a", "їжак", "😀", "b");
    for (int longest = 1; longest <= 4; longest++) {
      List<String> tokens = new ArrayList<>(List.of("<padding>", "<unknown>"));
      Ngrams.of(words, longest).stream().distinct().forEach(tokens::add);
      tokens.remove("b a");
      TokenIds ids = new TokenIds(tokens, 2);
      assertThat(ids.ofNgrams(words, longest, -1)).isEqualTo(ids.of(Ngrams.of(words, longest), -1));
    }
    assertThat(new TokenIds(List.of("", "a b"), 1).ofNgrams(List.of("a", "b", "c"), 3, 0))
        .containsExactly(0, 0, 0, 1, 0, 0);
    assertThat(new TokenIds(List.of("", "a"), 1).ofNgrams(List.of(), 2, 0)).isEmpty();
  }

  @Test
  void charactersThatJavasHashConfusesAreDifferentTokens() {
    TokenIds ids = new TokenIds(List.of("", "Aa", "BB", "AaAa", "BBBB"), 1);
    assertThat(ids.of("BB", 0)).isEqualTo(2);
    assertThat(ids.of("AaAa", 0)).isEqualTo(3);
    assertThat(ids.of("AaBB", 0)).isZero();
  }

  @Test
  void tokenMayNotOccurTwice() {
    assertThatThrownBy(() -> new TokenIds(List.of("", "a", "b", "a"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' occurs twice");
  }
}
