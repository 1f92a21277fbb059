package io.sequent.common.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.check.DataCheck.Finding;
import io.sequent.common.check.DataCheck.Item;
import io.sequent.common.check.DataCheck.Weight;
import io.sequent.common.data.Splits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextCheckTest {
  private final List<Item> train = new ArrayList<>();
  private final List<Item> validation = new ArrayList<>();
  private final List<Item> test = new ArrayList<>();

  /** Twelve training texts of each class, two of each to validate and to test on, all different. */
  TextCheckTest() {
    for (String label : List.of("a", "b")) {
      add(train, label, 0, 12);
      add(validation, label, 12, 14);
      add(test, label, 14, 16);
    }
  }

  private static void add(List<Item> part, String label, int from, int to) {
    IntStream.range(from, to)
        .forEach(i -> part.add(new Item("one two " + label + " " + i, List.of(label))));
  }

  private DataCheck check() {
    return DataCheck.ofTexts(
        new Splits<>(train, validation, test),
        "texts",
        "class",
        text -> text.isBlank() ? List.of() : List.of(text.strip().split(" ")).subList(0, 1));
  }

  @Test
  void soundDataGiveNoFinding() {
    DataCheck check = check();
    assertThat(check.findings()).isEmpty();
    assertThat(check.isSerious()).isFalse();
    assertThat(check.tables().get(0).rows().get(0))
        .containsExactly("train", "24", "0", "0", "1", "1", "-");
    assertThat(check.tables().get(1).rows())
        .containsExactly(List.of("a", "12", "2", "2"), List.of("b", "12", "2", "2"));
  }

  @Test
  void textsInTrainAndTestAreSeriousAndComeFirst() {
    test.add(new Item("ONE two a 3 ", List.of("a")));
    train.add(new Item(" ", List.of("a")));
    DataCheck check = check();
    assertThat(check.isSerious()).isTrue();
    assertThat(check.findings())
        .containsExactly(
            new Finding(Weight.SERIOUS, "1 of 5 test texts (20.0 %) stand in train, too"),
            new Finding(Weight.WARNING, "1 of 25 train texts have no word"));
  }

  @Test
  void repetitionsAreCountedAndContradictionsSaid() {
    train.add(new Item("one two a 0", List.of("b")));
    assertThat(check().findings())
        .extracting(Finding::text)
        .containsExactly(
            "1 of 25 train texts repeat another one",
            "1 train texts occur with more than one labelling");
  }

  @Test
  void labelsThatAPartLacksAreNamed() {
    test.add(new Item("one x", List.of("c")));
    train.add(new Item("one y", List.of("d")));
    assertThat(check().findings())
        .containsExactly(
            new Finding(Weight.SERIOUS, "class in test, but not in train: c"),
            new Finding(Weight.WARNING, "class in train, but not in validation: d"),
            new Finding(Weight.WARNING, "class in train, but not in test: d"),
            new Finding(Weight.WARNING, "fewer than 10 train examples of class: d"));
  }

  @Test
  void imbalanceAndUnknownWordsAreWarnedOf() {
    add(train, "a", 20, 400);
    for (int i = 0; i < 2; i++) {
      test.add(new Item("new" + i, List.of("a")));
    }
    assertThat(check().findings())
        .extracting(Finding::text)
        .containsExactly(
            "33.3 % of the words of test do not occur in train",
            "imbalanced: a has 392 train examples, b has 12");
  }

  @Test
  void ofManyClassesTheMostFrequentAreShown() {
    IntStream.range(0, 1000).forEach(i -> add(train, "class" + i, 0, 1));
    assertThat(check().tables().get(1).rows()).hasSize(30);
    assertThat(check().tables().get(1).title())
        .isEqualTo("By class, the 30 most frequent of 1,002");
  }

  @Test
  void jsonHoldsFindingsAndTables() throws IOException {
    test.add(train.get(0));
    JsonNode json = new ObjectMapper().readTree(check().noting(List.of("read as CSV")).json());
    assertThat(json.at("/findings/0/weight").asText()).isEqualTo("serious");
    assertThat(json.at("/findings/1/text").asText()).isEqualTo("read as CSV");
    assertThat(json.at("/tables/0/rows/2/1").asText()).isEqualTo("5");
  }
}
