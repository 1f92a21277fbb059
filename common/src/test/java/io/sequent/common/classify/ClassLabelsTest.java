package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassLabelsTest {
  private static final Path FILE = Path.of("train.csv");

  @TempDir private Path folder;

  private static List<LabelledRow> rows(String... labels) {
    return IntStream.range(0, labels.length)
        .mapToObj(i -> new LabelledRow(FILE, i + 1, labels[i], "text"))
        .toList();
  }

  private void name(String names) throws IOException {
    Files.writeString(folder.resolve("classes.txt"), names);
  }

  private ClassLabels labels(String... labels) throws IOException {
    return ClassLabels.of(folder, rows(labels), List.of(), List.of());
  }

  @Test
  void labelsWithoutNamesAreTheirOwnNumbersBySize() throws IOException {
    assertThat(labels("10", "9", "-1", "9").names()).containsExactly("-1", "9", "10");
    assertThat(labels("up", "down", "2").names()).containsExactly("2", "down", "up");
  }

  @Test
  void numbersAreNamedFromOneOrFromZeroWhereThereIsAZero() throws IOException {
    name("World\nSports\nSci/Tech\n\n");
    assertThat(labels("3", "1").names()).containsExactly("World", "Sports", "Sci/Tech");
    assertThat(labels("3", "1").indices()).isEqualTo(Map.of("1", 0, "3", 2));
    assertThat(labels("2", "0").indices()).isEqualTo(Map.of("0", 0, "2", 2));
  }

  @Test
  void namesOfTheFileComeBeforeKnownOnes() throws IOException {
    List<LabelledRow> rows = rows("0", "1");
    assertThat(ClassLabels.of(folder, rows, List.of(), List.of("bad", "good")).names())
        .containsExactly("bad", "good");
    name("minus\nplus\n");
    assertThat(ClassLabels.of(folder, rows, List.of(), List.of("bad", "good")).names())
        .containsExactly("minus", "plus");
  }

  @Test
  void labelsCanBeTheNames() throws IOException {
    name("up\ndown\n");
    ClassLabels labels = labels("down", "up");
    assertThat(labels.text(rows("down").get(0)))
        .isEqualTo(new LabelledText("text", 1, List.of("up", "down")));
    assertThatThrownBy(() -> labels("down", "up", "level"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(FILE + ":3: unknown class 'level'");
  }

  @Test
  void classThatTrainingLacksIsUnknownAlsoWithAName() throws IOException {
    name("World\nSports\nSci/Tech\n");
    ClassLabels labels = labels("1", "2");
    assertThatThrownBy(() -> labels.text(rows("1", "3").get(1)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            FILE + ":2: unknown class '3', expected one that training texts have, of [1, 2]");
    assertThatThrownBy(() -> labels("1", "2", "4"))
        .hasMessageStartingWith(FILE + ":3: unknown class '4'");
  }

  @Test
  void fewerThanTwoClassesAreRefused() throws IOException {
    assertThatThrownBy(() -> labels("1", "1"))
        .isInstanceOf(UserError.class)
        .hasMessage(folder + ": texts of one class only, expected two or more classes");
    name("A\nA\n");
    assertThatThrownBy(() -> labels("1", "2"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("expected two or more different classes");
  }

  private static final List<String> TWEETS = List.of("hate", "offensive", "neither");

  @Test
  void numbersOfTheTasksClassesCountFromZeroAlsoWhereNoneIsZero() throws IOException {
    ClassLabels some = ClassLabels.of(folder, rows("1", "2"), List.of(), TWEETS);
    assertThat(some.indices()).isEqualTo(Map.of("1", 1, "2", 2));
    assertThat(some.notes()).containsExactly("labels: numbers, 1 is offensive, 2 is neither");
    assertThat(ClassLabels.of(folder, rows("1", "3"), List.of(), TWEETS).indices())
        .as("the third of three shows that the first is 1")
        .isEqualTo(Map.of("1", 0, "3", 2));
    ClassLabels model = ClassLabels.ofModel(TWEETS, folder, rows("1", "2"), TWEETS);
    assertThat(model.text(rows("2").get(0))).isEqualTo(new LabelledText("text", 2, TWEETS));
  }

  @Test
  void labelsAreThoseOfTheModelWhateverAFileHappensToHold() throws IOException {
    List<String> model = List.of("down", "level", "up");
    ClassLabels labels = ClassLabels.ofModel(model, folder, rows("up"), List.of());
    assertThat(labels.text(rows("up").get(0)).label()).isEqualTo(2);
    assertThatThrownBy(
            () -> {
              ClassLabels known = ClassLabels.ofModel(model, folder, rows("up", "in\n"), List.of());
              known.text(rows("up", "in\n").get(1));
            })
        .isInstanceOf(UserError.class)
        .hasMessage(
            FILE
                + ":2: unknown class '\"in\\n\"', expected one that the model has, of [down, level,"
                + " up]");
    name("up\ndown\n");
    assertThat(ClassLabels.ofModel(model, folder, rows("1", "2"), List.of()).indices())
        .as("numbers of names beside the data")
        .containsEntry("1", 2)
        .containsEntry("2", 0);
  }

  @Test
  void numbersThatAreTheModelsNamesAreNotCounted() throws IOException {
    List<String> model = List.of("1", "2", "5");
    assertThat(ClassLabels.ofModel(model, folder, rows("5", "1"), List.of()).indices())
        .isEqualTo(Map.of("1", 0, "2", 1, "5", 2));
  }

  @Test
  void abbreviationsOfTheTasksClassesAreReadAndSaid() throws IOException {
    List<String> reviews = List.of("negative", "positive");
    ClassLabels labels = ClassLabels.of(folder, rows("neg", "Positive"), List.of(), reviews);
    assertThat(labels.indices()).isEqualTo(Map.of("neg", 0, "Positive", 1));
    assertThat(labels.notes()).contains("label neg: read as negative");
    assertThatThrownBy(() -> ClassLabels.of(folder, rows("neg", "good"), List.of(), reviews))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(FILE + ":2: unknown class 'good'");
  }

  @Test
  void namesWithLineBreaksAndQuotesAreKeptWholeInAFile() throws IOException {
    List<String> names = List.of("sport\nnews", "\"a\", b", "plain, \"quoted\"", "\tx");
    name(ClassNames.text(names));
    assertThat(ClassNames.read(folder.resolve("classes.txt"))).isEqualTo(names);
    assertThat(Files.readAllLines(folder.resolve("classes.txt")))
        .hasSize(4)
        .contains("plain, \"quoted\"");
  }
}
