package io.sequent.tasks.tweets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.Sequent;
import io.sequent.common.UserError;
import io.sequent.common.classify.LabelledText;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.task.Presets;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TweetsTaskTest {
  private static final TweetsTask TASK = new TweetsTask();
  private static final Config CONFIG = TaskSettings.defaults(TASK);

  @TempDir private Path folder;

  private void writeTweets() throws IOException {
    // One in ten of class 0, the others of classes 1 and 2.
    String rows =
        IntStream.range(0, 1000)
            .mapToObj(i -> i + "," + (i % 10 == 0 ? 0 : 1 + i % 2) + ",tweet " + i + "\n")
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("hate_offensive.csv"), ",class,tweet\n" + rows);
  }

  @Test
  void everyClassIsDividedByTheSameSharesWhateverTheSeed() throws IOException {
    writeTweets();
    Splits<LabelledText> splits = TASK.data().read(folder, CONFIG);
    assertThat(sizes(splits.train()))
        .isEqualTo(Map.of("hate", 63L, "offensive", 252L, "neither", 315L));
    assertThat(sizes(splits.validation()))
        .isEqualTo(Map.of("hate", 7L, "offensive", 28L, "neither", 35L));
    assertThat(sizes(splits.test()))
        .isEqualTo(Map.of("hate", 30L, "offensive", 120L, "neither", 150L));
    assertThat(TASK.data().read(folder, CONFIG.with(CommonSettings.SEED, 7L))).isEqualTo(splits);
  }

  private static Map<String, Long> sizes(List<LabelledText> texts) {
    return texts.stream()
        .collect(Collectors.groupingBy(t -> t.classes().get(t.label()), Collectors.counting()));
  }

  @Test
  void otherDatasetIsAnotherFile() throws IOException {
    writeTweets();
    Config hatred = CONFIG.with(TweetsTask.DATASET, Dataset.HATRED);
    assertThatThrownBy(() -> TASK.data().read(folder, hatred))
        .isInstanceOf(UserError.class)
        .hasMessage(
            folder
                + ": no twitter_hatred_train.csv, expected a folder with"
                + " twitter_hatred_train.csv");
  }

  @Test
  void tweetsOfOnesOwnNeedTheirColumnsAlone() throws IOException {
    Path file = folder.resolve("mine.csv");
    Files.writeString(
        file,
        "mood,when,said\n"
            + IntStream.range(0, 30)
                .mapToObj(i -> (i % 2 == 0 ? "up" : "down") + ",now,\"so, " + i + "\"\n")
                .collect(Collectors.joining()));
    Config own = CONFIG.with(Map.of("columns", "mood,said"), "");
    for (Path data : List.of(file, folder)) {
      Splits<LabelledText> splits = TASK.data().read(data, own);
      assertThat(splits.train().get(0).classes()).containsExactly("down", "up");
      assertThat(splits.test().get(0).text()).startsWith("so, ");
      assertThat(TASK.data().files(data, own)).containsExactly(file);
    }
  }

  /** As where the rest of a filtered set is evaluated. */
  @Test
  void labelsOfTwoOfTheThreeClassesKeepTheirMeaning() throws IOException {
    Path file = folder.resolve("rest.csv");
    Files.writeString(file, "class,tweet\n1,a b\n2,c d\n1,e f\n");
    List<String> classes = Dataset.HATE.format().classes();
    Splits<LabelledText> all = TASK.data().readForEvaluation(file, CONFIG, classes);
    assertThat(all.test()).extracting(LabelledText::label).containsExactly(1, 2, 1);
    assertThat(all.notes()).containsExactly("labels: numbers, 1 is offensive, 2 is neither");
    Files.writeString(file, "class,tweet\n" + "1,a b\n2,c d\n".repeat(10));
    assertThat(TASK.data().read(file, CONFIG).train().get(0))
        .isEqualTo(new LabelledText("a b", 1, classes));
  }

  @Test
  void wholeSetIsEvaluatedOnWhereItIsNamed() throws IOException {
    writeTweets();
    List<String> classes = Dataset.HATE.format().classes();
    assertThat(TASK.data().readForEvaluation(folder, CONFIG, classes).test()).hasSize(1000);
  }

  @Test
  void wordsOfAbusiveTweetsAreMaskedOnThePageOfARun() throws IOException {
    // Hateful and offensive tweets are the same, so there are mistakes to show.
    String rows =
        IntStream.range(0, 300)
            .mapToObj(
                i -> {
                  String word = i % 3 == 2 ? "friend" : "grumblewump";
                  return "%d,%d,Hello you %s @nobody%d\n".formatted(i, i % 3, word, i);
                })
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("hate_offensive.csv"), ",class,tweet\n" + rows);
    Path run =
        Sequent.task(TASK)
            .withData(folder.toString())
            .with("model", "linear")
            .with("character-ngrams", 0)
            .with("epochs", 2)
            .train(folder.resolve("run"))
            .folder();
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("Most confident mistakes", "Terms that weigh most")
        .contains("Hello you g********** @*******", "<td>g**********</td>")
        .doesNotContainIgnoringCase("grumblewump")
        .doesNotContain("nobody");
  }

  @Test
  void secondSetHasAPresetOfItsOwnUnlessAModelIsNamed() {
    assertThat(Presets.usual(TASK, Map.of())).isEqualTo("recipe");
    assertThat(Presets.usual(TASK, Map.of("dataset", "hate"))).isEqualTo("recipe");
    assertThat(Presets.usual(TASK, Map.of("dataset", "hatred"))).isEqualTo("hatred");
    assertThat(Presets.usual(TASK, Map.of("dataset", "hatred", "model", "cnn"))).isEqualTo("cnn");
    assertThat(Presets.named(TASK, "hatred").values()).containsEntry("repair-encoding", "true");
  }
}
