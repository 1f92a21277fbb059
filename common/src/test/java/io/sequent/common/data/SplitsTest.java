package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
  private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

  private static Splits<Integer> split(List<Integer> learning, double fraction, long seed) {
    return Splits.holdOut(learning, fraction, seed, List.of(-1), Path.of("train.csv"));
  }

  @Test
  void partsAreDisjointAndComplete() {
    Splits<Integer> splits = split(HUNDRED, 0.1, 42);
    assertThat(splits.validation()).hasSize(10).isSorted();
    assertThat(splits.train()).hasSize(90).isSorted();
    List<Integer> all = new ArrayList<>(splits.train());
    all.addAll(splits.validation());
    assertThat(all).containsExactlyInAnyOrderElementsOf(HUNDRED);
    assertThat(splits.test()).containsExactly(-1);
  }

  @Test
  void seedDecides() {
    assertThat(split(HUNDRED, 0.1, 42)).isEqualTo(split(HUNDRED, 0.1, 42));
    assertThat(split(HUNDRED, 0.1, 42).validation())
        .isNotEqualTo(split(HUNDRED, 0.1, 43).validation());
  }

  @Test
  void neitherPartIsEmpty() {
    assertThat(split(List.of(1, 2), 0.01, 1).validation()).hasSize(1);
    assertThat(split(List.of(1, 2), 0.99, 1).train()).hasSize(1);
    assertThatThrownBy(() -> split(List.of(1), 0.5, 1)).isInstanceOf(UserError.class);
  }

  @Test
  void cutKeepsTheFirstOfEachPart() {
    Splits<Integer> cut = split(HUNDRED, 0.1, 42).cut(5, 2);
    assertThat(cut.train()).isEqualTo(split(HUNDRED, 0.1, 42).train().subList(0, 5));
    assertThat(cut.validation()).hasSize(2);
    assertThat(split(HUNDRED, 0.1, 42).cut(0, 0)).isEqualTo(split(HUNDRED, 0.1, 42));
  }

  @Test
  void eachPartHasSomeExamplesOfAClassOfThree() {
    for (int size : new int[] {3, 4, 6, 7, 20}) {
      List<Integer> all = IntStream.range(0, 2 * size).boxed().toList();
      Splits<Integer> splits =
          Splits.byHash(all, 0.3, 0.1, i -> i % 2, String::valueOf, Path.of("all.csv"));
      for (List<Integer> part : List.of(splits.train(), splits.validation(), splits.test())) {
        assertThat(part).as(size + " each").anyMatch(i -> i % 2 == 0).anyMatch(i -> i % 2 == 1);
      }
      assertThat(splits.train()).hasSizeGreaterThanOrEqualTo(splits.validation().size());
    }
    assertThatThrownBy(
            () -> Splits.byHash(List.of(1, 2), 0.3, 0.1, i -> i, String::valueOf, Path.of("f")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("f: 2 examples, of which 2 for training");
  }
}
