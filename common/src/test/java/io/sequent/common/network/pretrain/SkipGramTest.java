package io.sequent.common.network.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SkipGramTest {
  /** Tokens of each of two topics; those of the second follow on those of the first. */
  private static final int TOPIC = 60;

  private static final int VOCABULARY = 2 * TOPIC + 1;

  /** Sequences of one topic each. */
  private static List<int[]> topics() {
    Random random = new Random(5);
    return IntStream.range(0, 300)
        .mapToObj(i -> random.ints(100, 0, TOPIC).map(token -> token + i % 2 * TOPIC).toArray())
        .toList();
  }

  private static float[][] vectors(List<int[]> sequences, long seed) {
    return new SkipGram(16, 3, 40).vectors(sequences, VOCABULARY, seed, pass -> {});
  }

  @Test
  void tokensThatStandTogetherGetVectorsThatPointTogether() {
    float[][] vectors = vectors(topics(), 1);
    double within = 0;
    double across = 0;
    for (int a = 0; a < TOPIC; a++) {
      for (int b = 0; b < TOPIC; b++) {
        within += a == b ? 0 : cosine(vectors[a], vectors[b]) / (TOPIC * (TOPIC - 1));
        across += cosine(vectors[a], vectors[TOPIC + b]) / (TOPIC * TOPIC);
      }
    }
    assertThat(within).isGreaterThan(0.8);
    assertThat(across).isLessThan(0.3);
  }

  @Test
  void windowIsHowFarCompanyReaches() {
    // One topic stands in the first half of all sequences, the other in the second.
    Random random = new Random(6);
    List<int[]> halves =
        IntStream.range(0, 75)
            .mapToObj(
                i ->
                    IntStream.range(0, 400)
                        .map(t -> random.nextInt(TOPIC) + t / 200 * TOPIC)
                        .toArray())
            .toList();
    assertThat(closeness(new SkipGram(16, 1, 40), halves))
        .isLessThan(closeness(new SkipGram(16, 50, 40), halves) - 0.2);
  }

  /** Of tokens of two topics, of which one stands in the first half of all sequences. */
  private static double closeness(SkipGram skipGram, List<int[]> sequences) {
    float[][] vectors = skipGram.vectors(sequences, VOCABULARY, 1, pass -> {});
    double sum = 0;
    for (int a = 0; a < TOPIC; a++) {
      for (int b = TOPIC; b < 2 * TOPIC; b++) {
        sum += cosine(vectors[a], vectors[b]);
      }
    }
    return sum / (TOPIC * TOPIC);
  }

  @Test
  void sameSeedGivesTheSameVectorsAndAnotherOthers() {
    List<int[]> sequences = topics();
    assertThat(vectors(sequences, 1)).isDeepEqualTo(vectors(sequences, 1));
    assertThat(vectors(sequences, 1)[0]).isNotEqualTo(vectors(sequences, 2)[0]);
  }

  @Test
  void tokenThatDoesNotOccurHasNoVector() {
    assertThat(vectors(topics(), 1)[VOCABULARY - 1]).containsOnly(0);
  }

  @Test
  void eachPassIsTold() {
    List<Integer> passes = new ArrayList<>();
    new SkipGram(4, 2, 3).vectors(List.of(new int[] {0, 1}), 2, 1, passes::add);
    assertThat(passes).containsExactly(1, 2, 3);
  }

  @Test
  void sizesThatAreNotPositiveAreRefused() {
    for (int[] sizes : List.of(new int[] {0, 1, 1}, new int[] {1, 0, 1}, new int[] {1, 1, 0})) {
      assertThatThrownBy(() -> new SkipGram(sizes[0], sizes[1], sizes[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("expected positive numbers");
    }
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
    }
    return product / Math.sqrt(squaresA * squaresB);
  }
}
