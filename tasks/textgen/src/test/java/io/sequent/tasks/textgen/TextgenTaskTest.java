package io.sequent.tasks.textgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.predict.GeneratedText;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class TextgenTaskTest {
  private static final TextgenTask TASK = new TextgenTask();
  private static final Config SMALL =
      TaskSettings.defaults(TASK).with(Map.of("window", "10", "hidden", "6", "embedding", "4"), "");

  @TempDir private Path folder;

  private Path text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void windowsTellEveryCharacterButTheFirstOnce() {
    int[] text = "abcdefghijklmnopqrstuvw".codePoints().toArray();
    List<TextWindow> windows = TextWindow.of(text, 10);
    StringBuilder told = new StringBuilder();
    for (TextWindow window : windows) {
      for (int step = 0; step < window.length(); step++) {
        assertThat(window.target(step)).isEqualTo(window.input(step) + 1);
        told.appendCodePoint(window.target(step));
      }
    }
    assertThat(told).hasToString("bcdefghijklmnopqrstuvw");
    assertThat(windows).extracting(TextWindow::length).containsExactly(10, 10, 2);
  }

  @Test
  void targetsAreTheInputsOneStepLaterAndTheShortWindowIsMasked() {
    List<TextWindow> windows = TextWindow.of("abcabcabcabca".codePoints().toArray(), 8);
    TextgenPreparation preparation = TextgenPreparation.of(windows, false);
    int alphabet = preparation.alphabet().size();
    DataSet batch = new TextgenVectorizer(preparation).vectorize(windows);
    assertThat(alphabet).isEqualTo(2 + 3);
    assertThat(batch.getFeatures().shape()).containsExactly(2, 1, 8);
    assertThat(batch.getLabels().shape()).containsExactly(2, alphabet, 8);
    for (int step = 0; step < 7; step++) {
      int next = batch.getFeatures().getInt(0, 0, step + 1);
      assertThat(batch.getLabels().getDouble(0, next, step)).isEqualTo(1);
    }
    assertThat(batch.getLabelsMaskArray().sum(1).toDoubleVector()).containsExactly(8, 4);
    assertThat(batch.getFeaturesMaskArray()).isEqualTo(batch.getLabelsMaskArray());
  }

  @Test
  void textIsSplitInOrderAndTheAlphabetIsThatOfTraining() throws IOException {
    Path file = text("t.txt", "ab".repeat(80) + "cd".repeat(10) + "ef".repeat(10));
    Splits<TextWindow> splits = TASK.data().read(file, SMALL);
    TextgenPreparation preparation = TASK.prepare(splits.train(), SMALL);
    assertThat(preparation.alphabet().contains("a")).isTrue();
    assertThat(preparation.alphabet().contains("c")).isFalse();
    assertThat(preparation.alphabet().contains("e")).isFalse();
    assertThat(preparation.id('e')).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(Character.toString(splits.test().get(0).input(0))).isEqualTo("e");
  }

  @Test
  void textShorterThanItsWindowsIsRefused() throws IOException {
    Path file = text("t.txt", "abc");
    assertThatThrownBy(() -> TASK.data().read(file, SMALL))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("t.txt: 3 characters, of which 2 for training")
        .hasMessageContaining("expected more than a window of 10 in each part");
  }

  @Test
  void shareOfTheValidationIsTakenFromWhatIsLearnedFromAndLeavesTheTest() throws IOException {
    Path file = text("t.txt", "a".repeat(850) + "b".repeat(50) + "c".repeat(100));
    Splits<TextWindow> splits =
        TASK.data().read(file, SMALL.with(TextgenSettings.VALIDATION, 0.05));
    assertThat(characters(splits.train())).isEqualTo("a".repeat(850));
    assertThat(characters(splits.validation())).isEqualTo("b".repeat(50));
    assertThat(characters(splits.test())).isEqualTo("c".repeat(100));
  }

  @Test
  void validationAtTheStartLetsTrainingGoUpToTheTest() throws IOException {
    Path file = text("t.txt", "a".repeat(50) + "b".repeat(850) + "c".repeat(100));
    Splits<TextWindow> splits =
        TASK.data()
            .read(file, SMALL.with(Map.of("validation", "0.05", "validation-part", "start"), ""));
    assertThat(characters(splits.validation())).isEqualTo("a".repeat(50));
    assertThat(characters(splits.train())).isEqualTo("b".repeat(850));
    assertThat(characters(splits.test())).isEqualTo("c".repeat(100));
  }

  private static String characters(List<TextWindow> windows) {
    StringBuilder text = new StringBuilder().appendCodePoint(windows.get(0).input(0));
    for (TextWindow window : windows) {
      for (int step = 0; step < window.length(); step++) {
        text.appendCodePoint(window.target(step));
      }
    }
    return text.toString();
  }

  @Test
  void textOfAFolderIsChosenByNameOrByTheSetting() throws IOException {
    assertThatThrownBy(() -> TASK.data().read(folder, SMALL)).hasMessageContaining("no .txt file");
    text("b.txt", "b".repeat(200));
    Path a = text("a.txt", "a".repeat(200));
    assertThat(TASK.data().files(folder, SMALL)).containsExactly(a);
    Config chosen = SMALL.with(Map.of("file", "b.txt"), "");
    assertThat(TASK.data().files(folder, chosen)).containsExactly(folder.resolve("b.txt"));
    Config missing = SMALL.with(Map.of("file", "c.txt"), "");
    assertThatThrownBy(() -> TASK.data().read(folder, missing)).hasMessageContaining("c.txt");
  }

  @Test
  void lowerCaseHoldsForTextAndPrompt() throws IOException {
    Config lower = SMALL.with(Map.of("lower-case", "true"), "");
    Path file = text("t.txt", "ЇжаК ".repeat(60));
    TextgenPreparation preparation = TASK.prepare(TASK.data().read(file, lower).train(), lower);
    assertThat(preparation.alphabet().contains("Ї")).isFalse();
    assertThat(preparation.ids("ЇЖАК")).isEqualTo(preparation.ids("їжак"));
    preparation.save(folder);
    assertThat(TASK.restore(folder, lower)).isEqualTo(preparation);
  }

  @Test
  void promptWithUnknownCharactersNamesThem() {
    TextgenPreparation preparation =
        TextgenPreparation.of(TextWindow.of("abc".codePoints().toArray(), 2), false);
    assertThatThrownBy(() -> preparation.ids("axby"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("x y");
  }

  @Test
  void uniformProbabilitiesCostTheLogarithmOfTheAlphabet() {
    List<TextWindow> windows = TextWindow.of("abcabcabc".codePoints().toArray(), 4);
    TextgenPreparation preparation = TextgenPreparation.of(windows, false);
    int alphabet = preparation.alphabet().size();
    TextgenEvaluator evaluator = new TextgenEvaluator(preparation);
    INDArray output =
        Nd4j.valueArrayOf(new long[] {2, alphabet, 4}, 1.0 / alphabet, DataType.FLOAT);
    evaluator.add(windows, output);
    assertThat(evaluator.result().metrics().get("nats"))
        .isCloseTo(Math.log(alphabet), within(1e-6));
  }

  @Test
  void ensembleTellsTheMeanOfItsModelsProbabilities() {
    List<TextWindow> windows = TextWindow.of("abcabcabcabca".codePoints().toArray(), 8);
    TextgenPreparation preparation = TextgenPreparation.of(windows, false);
    Model<TextgenPreparation> one = model(preparation, "1");
    Model<TextgenPreparation> other = model(preparation, "2");
    DataSet batch = new TextgenVectorizer(preparation).vectorize(windows.subList(0, 1));
    INDArray mean =
        one.network()
            .output(batch.getFeatures(), false)
            .add(other.network().output(batch.getFeatures(), false))
            .div(2);
    TextgenEvaluator byHand = new TextgenEvaluator(preparation);
    byHand.add(windows.subList(0, 1), mean);
    Ensemble<TextgenPreparation> both = new Ensemble<>(List.of(one, other));
    assertThat(ModelEvaluation.of(TASK, both, windows.subList(0, 1)).metrics())
        .isEqualTo(byHand.result().metrics());

    List<double[]> told = new ArrayList<>();
    TextGenerator.Text text =
        new TextGenerator.Text(
            new int[] {preparation.id('a')},
            probabilities -> {
              told.add(probabilities);
              return preparation.id('b');
            },
            character -> true);
    new TextGenerator(both).generate(List.of(text), 1);
    for (int id = Vocabulary.UNKNOWN + 1; id < preparation.alphabet().size(); id++) {
      assertThat(told.get(0)[id]).isCloseTo(mean.getDouble(0, id, 0), within(1e-6));
    }
  }

  @Test
  void textsGeneratedTogetherAreThoseOfEachAlone() {
    List<TextWindow> windows = TextWindow.of("abcabdabeabfabg".codePoints().toArray(), 8);
    TextgenPreparation preparation = TextgenPreparation.of(windows, false);
    TextgenPredictor predictor =
        new TextgenPredictor(
            Ensemble.of(model(preparation, "1")),
            TaskSettings.predictionDefaults(TASK).with(Map.of("length", "30"), ""));
    List<String> prompts = new ArrayList<>(List.of("", "abc", "g", "abcabdabeabf"));
    while (prompts.size() < 70) {
      prompts.add("ab");
    }
    List<GeneratedText> together = predictor.predict(prompts);

    assertThat(together).extracting(GeneratedText::prompt).isEqualTo(prompts);
    for (int i : new int[] {3, 0, 1, 2, 63, 64, 69}) {
      StringBuilder alone = new StringBuilder(prompts.get(i));
      together
          .get(i)
          .generate(
              character -> {
                alone.appendCodePoint(character);
                return true;
              });
      assertThat(alone).hasSize(prompts.get(i).length() + 30);
      assertThat(together.get(i).text()).isEqualTo(alone.toString());
    }
  }

  @Test
  void textThatIsStoppedLeavesTheOthersToGoOn() {
    List<TextWindow> windows = TextWindow.of("abcabcabcabca".codePoints().toArray(), 8);
    TextgenPreparation preparation = TextgenPreparation.of(windows, false);
    List<Integer> stopped = new ArrayList<>();
    List<Integer> whole = new ArrayList<>();
    new TextGenerator(Ensemble.of(model(preparation, "1")))
        .generate(
            List.of(
                new TextGenerator.Text(
                    preparation.ids("ab"),
                    TemperatureSampler::mostProbable,
                    character -> stopped.add(character) && stopped.size() < 2),
                new TextGenerator.Text(
                    preparation.ids("a"), TemperatureSampler::mostProbable, whole::add)),
            5);
    assertThat(stopped).hasSize(2);
    assertThat(whole).hasSize(5);
  }

  private static Model<TextgenPreparation> model(TextgenPreparation preparation, String seed) {
    Config config = SMALL.with(Map.of("seed", seed), "");
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    return new Model<>(network, preparation, config);
  }

  @Test
  void carriedMemoryWritesWhatReadingAllAgainWould() {
    String text = "the quick brown fox jumps over the lazy dog. ".repeat(3);
    List<TextWindow> windows = TextWindow.of(text.codePoints().toArray(), 10);
    TextgenPreparation preparation = TextgenPreparation.of(windows, false);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, SMALL));
    network.init();
    List<Integer> written = new ArrayList<>();
    int[] prompt = preparation.ids("the quick");
    TextGenerator.Text continued =
        new TextGenerator.Text(prompt, TemperatureSampler::mostProbable, written::add);
    new TextGenerator(Ensemble.of(new Model<>(network, preparation, SMALL)))
        .generate(List.of(continued), 12);

    List<Integer> ids = new ArrayList<>();
    for (int id : prompt) {
      ids.add(id);
    }
    for (int character : written) {
      float[] all = new float[ids.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = ids.get(i);
      }
      INDArray output =
          network.output(Nd4j.create(all, new long[] {1, 1, all.length}, DataType.FLOAT), false);
      INDArray last =
          output.get(
              NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.point(all.length - 1L));
      last = last.dup();
      last.putScalar(Vocabulary.PADDING, 0);
      last.putScalar(Vocabulary.UNKNOWN, 0);
      int best = last.argMax().getInt(0);
      assertThat(preparation.alphabet().token(best).codePointAt(0)).isEqualTo(character);
      ids.add(best);
    }
  }
}
