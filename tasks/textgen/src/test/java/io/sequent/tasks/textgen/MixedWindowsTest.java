package io.sequent.tasks.textgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixedWindowsTest {
  @ParameterizedTest
  @CsvSource({
    "100000, 128, 32",
    "100000, 128, 1",
    "5000, 10, 16",
    "130, 128, 32",
    "3, 2, 1",
    "2, 2, 8",
    "300, 2, 7",
    "3000, 3000, 64"
  })
  void windowsFollowOnEachOtherToTheEndOfTheText(int characters, int size, int streams) {
    MixedWindows batches = batches(characters, size, streams);
    for (int epoch = 0; epoch < 20; epoch++) {
      List<List<TextWindow>> windows = batches.epoch(42, epoch);
      assertThat(windows).hasSize(batches.perEpoch());
      List<TextWindow> first = windows.get(0);
      assertThat(batches.examples()).isEqualTo(windows.size() * first.size());
      int[] next = first.stream().mapToInt(TextWindow::from).toArray();
      for (List<TextWindow> batch : windows) {
        assertThat(batch).hasSameSizeAs(first);
        for (int i = 0; i < batch.size(); i++) {
          assertThat(batch.get(i).from()).isEqualTo(next[i]);
          assertThat(batch.get(i).length()).isEqualTo(batch.get(0).length()).isPositive();
          next[i] += batch.get(i).length();
        }
      }
      // A stream ends where the next one begins, and the last one where the text does.
      for (int i = 0; i + 1 < next.length; i++) {
        assertThat(next[i]).isEqualTo(first.get(i + 1).from());
      }
      assertThat(next[next.length - 1]).isBetween(characters - streams, characters - 1);
      assertThat(first.get(0).from()).isBetween(0, size - 1);
    }
  }

  @Test
  void lengthsAreMostlyOneSometimesHalfOfItAndNeverQuiteTheSame() {
    MixedWindows batches = batches(128 * 32 * 1000, 128, 32);
    int[] lengths =
        batches.epoch(42, 0).stream().mapToInt(batch -> batch.get(0).length()).toArray();
    assertThat(IntStream.of(lengths).average().orElseThrow()).isCloseTo(128, within(0.5));
    assertThat(IntStream.of(lengths).filter(length -> length < 96).count() / 1000.0)
        .isBetween(0.03, 0.07);
    assertThat(IntStream.of(lengths).filter(length -> length > 110).count() / 1000.0)
        .isBetween(0.93, 0.97);
    assertThat(IntStream.of(lengths).distinct().count()).isBetween(20L, 80L);
  }

  @Test
  void epochFollowsFromSeedAndNumberAloneAndCutsElsewhereThanTheOneBefore() {
    MixedWindows batches = batches(20_000, 50, 8);
    List<List<TextWindow>> epoch = batches.epoch(42, 3);
    Set<Integer> starts = new HashSet<>();
    for (int other = 4; other < 24; other++) {
      starts.add(batches.epoch(42, other).get(0).get(0).from());
    }
    assertThat(starts).hasSizeGreaterThan(10);
    assertThat(places(batches.epoch(42, 3))).isEqualTo(places(epoch));
    assertThat(places(batches.epoch(43, 3))).isNotEqualTo(places(epoch));
  }

  @Test
  void evaluationReadsTheGivenWindows() {
    List<TextWindow> windows = TextWindow.of(new int[1000], 30);
    MixedWindows batches = new MixedWindows(windows, VECTORIZER, 30, 8);
    assertThat(batches.forEvaluation().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(windows);
  }

  private static final TextgenVectorizer VECTORIZER =
      new TextgenVectorizer(
          TextgenPreparation.of(TextWindow.of("abc".codePoints().toArray(), 2), false));

  private static MixedWindows batches(int characters, int size, int streams) {
    return new MixedWindows(TextWindow.of(new int[characters], size), VECTORIZER, size, streams);
  }

  private static List<List<Integer>> places(List<List<TextWindow>> batches) {
    return batches.stream()
        .flatMap(List::stream)
        .map(window -> List.of(window.from(), window.length()))
        .toList();
  }
}
