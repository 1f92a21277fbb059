package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.config.Config;
import io.sequent.common.data.DataLocation;
import io.sequent.common.experiment.Experiment;
import io.sequent.common.run.RunFolder;
import io.sequent.common.task.Model;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionMapTest {
  private static final Topics TASK = new Topics();
  private static final List<String> CLASSES = List.of("World", "Sports", "Business", "Science");
  private static final Config TRANSFORMER =
      TaskSettings.defaults(TASK)
          .with(
              Map.of(
                  "model", "transformer",
                  "embedding", "8",
                  "blocks", "2",
                  "heads", "2",
                  "feed-forward", "8",
                  "min-count", "1",
                  "epochs", "1"),
              "");

  private static final String TEXT = "one two three four";

  private static LabelledText text(int label, String text) {
    return new LabelledText(text, label, CLASSES);
  }

  private static Model<TextPreparation> model(Config config) {
    List<LabelledText> train = List.of(text(0, "one two three"), text(1, "four five"));
    TextPreparation preparation = TASK.prepare(train, config);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    return new Model<>(network, preparation, config);
  }

  private static String words(int count) {
    return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "flatten", "first"})
  void rowsOfAMapAddUpToOne(String pooling) {
    Config config = TRANSFORMER.with(Map.of("pooling", pooling), "");
    List<AttentionMap> maps =
        AttentionMap.of(
            model(config), List.of(text(0, "One two, two"), text(1, words(30))), WordMask.NONE);
    assertThat(maps)
        .extracting(AttentionMap::title)
        .first(InstanceOfAssertFactories.STRING)
        .isEqualTo("Attention in a text of class World");
    assertThat(maps).hasSize(2 + 3);
    int token = pooling.equals("first") ? 1 : 0;
    assertThat(maps.get(0).words().subList(token, 3 + token)).containsExactly("one", "two", "two");
    assertThat(maps.get(0).words()).hasSize(3 + token);
    assertThat(maps.get(1).words()).hasSize(24 + token).endsWith("w23");
    for (AttentionMap map : maps) {
      assertThat(map.shares()).hasSize(map.words().size());
      for (List<Double> row : map.shares()) {
        assertThat(row).hasSize(map.words().size()).allMatch(share -> share > 0);
        assertThat(row.stream().mapToDouble(x -> x).sum()).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void firstTextsOfThreeClassesAreShown() {
    List<LabelledText> texts =
        List.of(
            text(2, "!"), // without a word
            text(1, "a"),
            text(1, "b"),
            text(2, "c"),
            text(3, "d"),
            text(0, "e"));
    assertThat(AttentionMap.of(model(TRANSFORMER), texts, WordMask.NONE))
        .extracting(map -> map.title().replace("Attention in a text of class ", "") + map.words())
        .startsWith("Sports[a]", "Business[c]", "Science[d]")
        .hasSize(3 + 3);
  }

  @Test
  void theMostFocusedHeadsOfAllBlocksAreShown() {
    Model<TextPreparation> model = model(TRANSFORMER);
    List<AttentionHead> heads =
        AttentionHead.of(
            model.network(),
            new WordVectorizer(model.preparation(), model.config()).read(List.of(TEXT)).ids());
    assertThat(heads).extracting(AttentionHead::title).hasSize(4).doesNotHaveDuplicates();
    List<AttentionHead> focused = AttentionHead.mostFocused(heads, 2);
    assertThat(focused).extracting(AttentionHead::entropy).isSorted();
    assertThat(heads)
        .filteredOn(head -> !focused.contains(head))
        .allMatch(head -> head.entropy() >= focused.get(1).entropy());
    assertThat(AttentionMap.of(model, List.of(text(0, TEXT)), WordMask.NONE))
        .extracting(AttentionMap::title)
        .containsExactly(
            "Attention in a text of class World",
            focused.get(0).title() + " in a text of class World",
            focused.get(1).title() + " in a text of class World",
            AttentionHead.mostFocused(heads, 3).get(2).title() + " in a text of class World");
  }

  @Test
  void entropyIsThatOfTheRows() {
    double[][] shares = {{1, 0}, {0.5, 0.5}};
    assertThat(new AttentionHead(1, 2, shares).entropy()).isCloseTo(Math.log(2) / 2, within(1e-12));
    assertThat(new AttentionHead(1, 2, shares).title()).isEqualTo("Block 1, head 2: attention");
    double[][] other = {{0, 1}, {0.5, 0.5}};
    assertThat(
            AttentionHead.meanOfLastBlock(
                List.of(
                    new AttentionHead(1, 1, new double[2][2]),
                    new AttentionHead(2, 1, shares),
                    new AttentionHead(2, 2, other))))
        .isDeepEqualTo(new double[][] {{0.5, 0.5}, {0.5, 0.5}});
  }

  @Test
  void otherModelsShowNothing() {
    Config recurrent = TRANSFORMER.with(Map.of("model", "rnn"), "");
    assertThat(TASK.view().pictures(model(recurrent), List.of(text(0, "a")))).isEmpty();
  }

  @Test
  void runOfATransformerHasThePictures(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("train.csv"),
        IntStream.range(0, 30)
            .mapToObj(i -> "%d,Title,own%d words\n".formatted(1 + i % 3, i))
            .collect(Collectors.joining()));
    Files.writeString(folder.resolve("test.csv"), "1,Other,words\n");
    RunFolder run = new RunFolder(folder.resolve("run"));
    new Experiment<>(
            TASK,
            TRANSFORMER,
            new DataLocation(folder, DataLocation.Kind.GIVEN),
            new TrainingListener() {},
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .start(run);
    assertThat(run.path()).isDirectoryContaining("glob:**/attention-1.png");
    assertThat(Files.readString(run.report()))
        .contains(">Inside the model<", "Attention in a text of class ");
  }
}
