package io.sequent.common.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarLengthsTest {
  private final List<List<String>> batches = new ArrayList<>();

  private List<String> answers(SimilarLengths lengths, String... inputs) {
    return lengths.answers(
        List.of(inputs),
        String::length,
        batch -> {
          batches.add(batch);
          return batch.stream().map(input -> "<" + input + ">").toList();
        });
  }

  @Test
  void answersStandInTheOrderOfTheInputs() {
    assertThat(answers(new SimilarLengths(2, 100), "ccc", "a", "dddd", "", "bb"))
        .containsExactly("<ccc>", "<a>", "<dddd>", "<>", "<bb>");
    assertThat(batches).containsExactly(List.of("", "a"), List.of("bb", "ccc"), List.of("dddd"));
  }

  @Test
  void batchOfLongInputsHasFewer() {
    answers(new SimilarLengths(10, 6), "a", "bb", "cc", "ddd", "eeeeeeeee", "ff");
    assertThat(batches)
        .containsExactly(List.of("a", "bb", "cc"), List.of("ff", "ddd"), List.of("eeeeeeeee"));
  }

  @Test
  void noInputsHaveNoAnswers() {
    assertThat(answers(new SimilarLengths(2, 100))).isEmpty();
    assertThat(batches).isEmpty();
  }
}
