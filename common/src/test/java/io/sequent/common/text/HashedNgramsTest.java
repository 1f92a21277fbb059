package io.sequent.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HashedNgramsTest {
  @Test
  void numbersAreFromOneToTheLastAndSpreadEvenly() {
    int[] counts = new int[11];
    IntStream.range(0, 20_000).forEach(i -> counts[HashedNgrams.id("word" + i, 11)]++);
    assertThat(counts[0]).isZero();
    assertThat(Arrays.stream(counts).skip(1)).allMatch(count -> count > 1800 && count < 2200);
  }

  @Test
  void hashIsFnv1aOverBothBytesOfAUnit() {
    long hash = 0x811C9DC5L;
    for (int unit : new int[] {0x61, 0x00, 0x56, 0x04}) {
      hash = ((hash ^ unit) * 0x01000193L) & 0xFFFFFFFFL;
    }
    assertThat(HashedNgrams.id("aі", 1_000_001)).isEqualTo(1 + (int) (hash % 1_000_000));
  }

  @Test
  void pairDependsOnTheOrderAndOnWhereOneWordEnds() {
    int entries = 1_000_000;
    int pair = HashedNgrams.pair("new", "york", entries);
    assertThat(pair).isEqualTo(HashedNgrams.pair("new", "york", entries));
    assertThat(pair).isNotEqualTo(HashedNgrams.pair("york", "new", entries));
    assertThat(pair).isNotEqualTo(HashedNgrams.pair("newy", "ork", entries));
  }

  @Test
  void charactersGivesEveryNgramOnceAndLeavesOutTheMiddleOfALongWord() {
    int entries = 1_000_000;
    assertThat(HashedNgrams.characters("abc", 2, 3, entries, 100))
        .containsExactlyInAnyOrder(
            Stream.of("<a", "ab", "bc", "c>", "<ab", "abc", "bc>")
                .mapToInt(ngram -> HashedNgrams.id(ngram, entries))
                .toArray());
    assertThat(HashedNgrams.characters("abcdefghij", 2, 2, entries, 4))
        .containsExactlyInAnyOrder(
            Stream.of("<a", "ab", "ij", "j>")
                .mapToInt(ngram -> HashedNgrams.id(ngram, entries))
                .toArray());
  }
}
