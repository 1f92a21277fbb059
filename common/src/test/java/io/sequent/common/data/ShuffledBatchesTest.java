package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;

class ShuffledBatchesTest {
  /** An example that is nothing but its number and its length. */
  private record Text(int number, int length) {}

  private static final Vectorizer<Text> LENGTHS =
      new Vectorizer<>() {
        @Override
        public int length(Text example) {
          return example.length();
        }

        @Override
        public DataSet vectorize(List<Text> examples) {
          return new DataSet();
        }
      };

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 64", "5, 2", "64, 64", "65, 64", "1000, 1", "5000, 16"})
  void everyExampleComesOnceInBatchesOfTheSize(int count, int size) {
    Batches<Text> batches = batches(count, size);
    List<List<Text>> epoch = batches.epoch(42, 3);
    assertThat(epoch).hasSize(batches.perEpoch());
    assertThat(epoch.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(texts(count));
    assertThat(epoch.stream().filter(batch -> batch.size() != size).count()).isLessThan(2);
    assertThat(batches.forEvaluation().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(texts(count));
  }

  @Test
  void epochFollowsFromSeedAndNumberAlone() {
    Batches<Text> batches = batches(1000, 16);
    List<List<Text>> epoch = batches.epoch(42, 3);
    batches.epoch(42, 4);
    assertThat(batches.epoch(42, 3)).isEqualTo(epoch);
    assertThat(batches(1000, 16).epoch(42, 3)).isEqualTo(epoch);
    assertThat(batches.epoch(42, 4)).isNotEqualTo(epoch);
    assertThat(batches.epoch(43, 3)).isNotEqualTo(epoch);
  }

  @Test
  void seedsOfNeighboursAreUnrelated() {
    Set<Long> seeds = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      for (int epoch = 0; epoch < 100; epoch++) {
        seeds.add(Batches.epochSeed(seed, epoch));
      }
    }
    assertThat(seeds).hasSize(100 * 100);
    int differingBits = Long.bitCount(Batches.epochSeed(1, 1) ^ Batches.epochSeed(1, 2));
    assertThat(differingBits).isBetween(16, 48);
  }

  @Test
  void batchesOfSimilarLengthSavePadding() {
    Batches<Text> batches = batches(5000, 16);
    List<Text> asTheyCome = texts(5000);
    double unsorted =
        batches.paddingShare(
            IntStream.range(0, 5000 / 16)
                .mapToObj(i -> asTheyCome.subList(16 * i, 16 * i + 16))
                .toList());
    assertThat(unsorted).isGreaterThan(0.4);
    assertThat(batches.paddingShare(batches.epoch(42, 0))).isLessThan(0.05);
    assertThat(batches.paddingShare(batches.forEvaluation())).isLessThan(0.06);
  }

  @Test
  void paddingShareCountsStepsBehindTheEnd() {
    Batches<Text> batches = batches(1, 1);
    assertThat(batches.paddingShare(List.of(List.of(new Text(0, 1), new Text(1, 3)))))
        .isEqualTo(2.0 / 6, within(1e-15));
    assertThat(batches.paddingShare(List.of(List.of(new Text(0, 0))))).isZero();
  }

  @Test
  void equalLengthsStillMeetInOtherBatchesEachEpoch() {
    List<Text> same = IntStream.range(0, 64).mapToObj(i -> new Text(i, 5)).toList();
    Batches<Text> batches = new ShuffledBatches<>(same, LENGTHS, 8);
    Set<Set<Text>> first = new HashSet<>();
    batches.epoch(42, 0).forEach(batch -> first.add(Set.copyOf(batch)));
    assertThat(batches.epoch(42, 1)).noneMatch(batch -> first.contains(Set.copyOf(batch)));
  }

  @Test
  void batchesComeInNoOrderOfLength() {
    List<Integer> longest =
        batches(5000, 16).epoch(42, 0).stream().map(batch -> batch.get(0).length()).toList();
    long rises =
        IntStream.range(1, longest.size()).filter(i -> longest.get(i) > longest.get(i - 1)).count();
    assertThat(rises).isBetween(longest.size() * 3L / 10, longest.size() * 7L / 10);
  }

  @Test
  void noExamplesAreRefused() {
    assertThatThrownBy(() -> batches(0, 8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batches(8, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Batches<Text> batches(int count, int size) {
    return new ShuffledBatches<>(texts(count), LENGTHS, size);
  }

  private static List<Text> texts(int count) {
    Random random = new Random(1);
    return IntStream.range(0, count).mapToObj(i -> new Text(i, 1 + random.nextInt(80))).toList();
  }
}
