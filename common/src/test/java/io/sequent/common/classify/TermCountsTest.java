package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.data.Vocabulary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TermCountsTest {
  private static final List<List<String>> TEXTS =
      List.of(List.of("a", "b", "a"), List.of("a"), List.of("b", "c"), List.of("b"));
  private static final TermIds IDS = new TermIds(Vocabulary.of(Stream.of("a", "b", "c"), 1, 0), 0);

  @Test
  void countsTextsNotOccurrences() {
    TermCounts counts = new TermCounts(TEXTS, new int[] {0, 0, 1, 1}, 2, IDS);
    assertThat(counts.documents()).isEqualTo(4);
    assertThat(counts.frequency(IDS.of("a"))).isEqualTo(2);
    assertThat(counts.frequency(IDS.of("b"))).isEqualTo(3);
  }

  /** With the numbers of the unknown terms and of padding there are five terms. */
  @Test
  void ratioOfTwoClassesIsThatOfWangAndManning() {
    TermCounts counts = new TermCounts(TEXTS, new int[] {0, 0, 1, 1}, 2, IDS);
    assertThat(counts.terms()).isEqualTo(5);
    double p = (1 + 2) / (3.0 + 5);
    double q = (1 + 0) / (3.0 + 5);
    assertThat(counts.largestLogRatio(IDS.of("a"))).isCloseTo(Math.log(p / q), within(1e-12));
  }

  @Test
  void ofMoreClassesTheLargestRatioOfOneToAllOthersCounts() {
    TermCounts counts = new TermCounts(TEXTS, new int[] {0, 1, 2, 2}, 3, IDS);
    // Class 2 has b twice and c once; the others have a twice and b once.
    double p = (1 + 2) / (3.0 + 5);
    double q = (1 + 1) / (3.0 + 5);
    double ratio = Math.log(p / q);
    // Class 0 has a and b once each; the others have a once, b twice, c once.
    double first = Math.abs(Math.log((1 + 1) / (2.0 + 5) / ((1 + 2) / (4.0 + 5))));
    // Class 1 has a once alone; the others have a once, b thrice, c once.
    double second = Math.abs(Math.log((1 + 0) / (1.0 + 5) / ((1 + 3) / (5.0 + 5))));
    assertThat(counts.largestLogRatio(IDS.of("b")))
        .isCloseTo(Math.max(ratio, Math.max(first, second)), within(1e-12));
  }
}
