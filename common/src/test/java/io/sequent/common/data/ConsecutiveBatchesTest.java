package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;

class ConsecutiveBatchesTest {
  private static final Vectorizer<Integer> NONE =
      new Vectorizer<>() {
        @Override
        public int length(Integer example) {
          return 1;
        }

        @Override
        public DataSet vectorize(List<Integer> examples) {
          return new DataSet();
        }
      };

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 64", "5, 2", "64, 64", "65, 64", "1000, 1", "1000, 32", "5000, 16"})
  void everyExampleComesOnceAndFollowsOnTheOneBefore(int count, int size) {
    ConsecutiveBatches<Integer> batches = batches(count, size);
    assertThat(batches.consecutive()).isTrue();
    assertThat(batches.examples()).isEqualTo(count);
    List<List<Integer>> epoch = batches.epoch(42, 3);
    assertThat(epoch).hasSize(batches.perEpoch());
    assertThat(epoch.get(0)).hasSizeLessThanOrEqualTo(size);
    assertStreams(epoch, count);
    assertStreams(batches.forEvaluation(), count);
    assertThat(batches.epoch(43, 4)).isEqualTo(epoch);
  }

  private static void assertStreams(List<List<Integer>> batches, int count) {
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
    for (int k = 1; k < batches.size(); k++) {
      List<Integer> before = batches.get(k - 1);
      List<Integer> batch = batches.get(k);
      assertThat(batch.size()).isBetween(before.size() - 1, before.size());
      for (int i = 0; i < batch.size(); i++) {
        assertThat(batch.get(i)).isEqualTo(before.get(i) + 1);
      }
    }
  }

  @Test
  void lastStreamIsShorterWhereTheNumbersDoNotFit() {
    assertThat(batches(8, 3).epoch(1, 0))
        .containsExactly(List.of(0, 3, 6), List.of(1, 4, 7), List.of(2, 5));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "31, 1", "32, 2", "500, 31", "512, 32", "100000, 32"})
  void evaluationReadsFewLongStreams(int count, int streams) {
    for (int size : new int[] {1, 64}) {
      List<List<Integer>> evaluation = batches(count, size).forEvaluation();
      assertThat(evaluation.get(0)).hasSizeBetween(streams - 1, streams).isNotEmpty();
      assertThat(evaluation).hasSizeGreaterThanOrEqualTo(Math.min(count, 16));
    }
  }

  @Test
  void noExamplesAreRefused() {
    assertThatThrownBy(() -> batches(0, 8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batches(8, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ConsecutiveBatches<Integer> batches(int count, int size) {
    return new ConsecutiveBatches<>(IntStream.range(0, count).boxed().toList(), NONE, size);
  }
}
