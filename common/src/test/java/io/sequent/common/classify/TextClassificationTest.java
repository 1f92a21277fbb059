package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vectorizer;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.inference.ModelEvaluation;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.PredictionPipe;
import io.sequent.common.predict.Predictor;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.text.BigramSettings;
import io.sequent.common.text.HashedNgrams;
import io.sequent.common.text.TextSettings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class TextClassificationTest {
  private static final Topics TASK = new Topics();
  private static final List<String> CLASSES = List.of("World", "Sports", "Business");
  private static final Config CONFIG =
      TaskSettings.defaults(TASK)
          .with(VocabularySettings.MIN_COUNT, 1)
          .with(ClassifierSettings.MAX_LENGTH, 4);

  private final Path folder;

  TextClassificationTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.write(folder.resolve("classes.txt"), CLASSES);
    Files.writeString(folder.resolve("train_a.csv"), rows(0, 12));
    Files.writeString(folder.resolve("train_b.csv"), rows(12, 20));
    Files.writeString(folder.resolve("test.csv"), "3,Testword,here\n");
  }

  /** Texts of three classes; each has a word of its own. */
  private static String rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> (1 + i % 3) + ",Title,\"shared own" + i + "\"\n")
        .collect(Collectors.joining());
  }

  private static LabelledText text(String text, int label) {
    return new LabelledText(text, label, CLASSES);
  }

  private Splits<LabelledText> read() throws IOException {
    return TASK.data().read(folder, CONFIG);
  }

  private TextPreparation prepare() throws IOException {
    return TASK.prepare(read().train(), CONFIG);
  }

  @Test
  void allTrainingFilesAreReadAndATenthIsHeldOut() throws IOException {
    Splits<LabelledText> splits = read();
    assertThat(splits.train()).hasSize(18);
    assertThat(splits.validation()).hasSize(2);
    assertThat(splits.test()).containsExactly(text("Testword here", 2));
    assertThat(
            TASK.data().files(folder, CONFIG).stream().map(file -> file.getFileName().toString()))
        .containsExactly("train_a.csv", "train_b.csv", "test.csv", "classes.txt");
    assertThat(read()).isEqualTo(splits);
    assertThat(TASK.data().read(folder, CONFIG.with(CommonSettings.SEED, 7L)).validation())
        .isNotEqualTo(splits.validation());
  }

  @Test
  void folderWithoutTrainingFilesIsAMistakeOfTheUser(@TempDir Path empty) {
    assertThatThrownBy(() -> TASK.data().read(empty, CONFIG))
        .isInstanceOf(UserError.class)
        .hasMessage(empty + ": no train*.csv*, expected a folder with train*.csv* and test*.csv*");
  }

  @Test
  void badRowOfAnyFileNamesFileAndLine() throws IOException {
    Path test = Files.writeString(folder.resolve("test.csv"), "3,a,b\n4,a,b\n");
    assertThatThrownBy(this::read)
        .isInstanceOf(UserError.class)
        .hasMessage(
            test + ":2: unknown class '4', expected one that training texts have, of [1, 2, 3]");
  }

  @Test
  void vocabularyHoldsTrainingWordsAlone() throws IOException {
    Vocabulary words = prepare().terms();
    assertThat(words.contains("shared")).isTrue();
    assertThat(words.contains("testword")).isFalse();
    for (LabelledText held : read().validation()) {
      String own = held.text().substring(held.text().lastIndexOf(' ') + 1);
      assertThat(words.contains(own)).as(own).isFalse();
    }
  }

  @Test
  void preparationSavedAndRestoredIsEqual(@TempDir Path run) throws IOException {
    TextPreparation preparation = prepare();
    preparation.save(run);
    assertThat(TASK.restore(run, CONFIG)).isEqualTo(preparation);
  }

  @Test
  void batchIsPaddedToItsLongestTextAndCutToTheMaximum() throws IOException {
    TextPreparation preparation = prepare();
    Vocabulary words = preparation.terms();
    Vectorizer<LabelledText> vectorizer = TASK.vectorizer(preparation, CONFIG);
    LabelledText longText = text("title shared own nothing more", 1);
    DataSet batch = vectorizer.vectorize(List.of(text("Shared!", 2), longText, text("--", 0)));
    assertThat(batch.getFeatures().shape()).containsExactly(3, 1, 4);
    assertThat(batch.getFeatures().slice(0).toFloatMatrix()[0])
        .containsExactly(words.id("shared"), 0, 0, 0);
    assertThat(batch.getFeatures().getInt(2, 0, 0))
        .as("a text without words is one unknown word")
        .isEqualTo(Vocabulary.UNKNOWN);
    assertThat(batch.getFeaturesMaskArray().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 0, 0, 0}, {1, 1, 1, 1}, {1, 0, 0, 0}});
    assertThat(batch.getLabels().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}});
    assertThat(batch.getLabelsMaskArray()).isNull();
    assertThat(vectorizer.length(longText)).isEqualTo(4);
    assertThat(vectorizer.vectorize(List.of(text("a b", 0))).getFeaturesMaskArray()).isNull();
  }

  @Test
  void flattenFillsUpToTheMaximum() throws IOException {
    Config flatten = CONFIG.with(Map.of(NetworkSettings.POOLING.name(), "flatten+mean+max"), "");
    Vectorizer<LabelledText> vectorizer = TASK.vectorizer(prepare(), flatten);
    LabelledText shortText = text("shared", 0);
    assertThat(vectorizer.length(shortText)).isEqualTo(4);
    assertThat(vectorizer.vectorize(List.of(shortText)).getFeatures().shape())
        .containsExactly(1, 1, 4);
  }

  @Test
  void bigramsAreASecondChannelThatBeginsWithTheSecondWord() throws IOException {
    Config bigrams = CONFIG.with(BigramSettings.BIGRAM_ENTRIES, 50);
    TextPreparation preparation = prepare();
    Vectorizer<LabelledText> vectorizer = TASK.vectorizer(preparation, bigrams);
    INDArray ids =
        vectorizer
            .vectorize(List.of(text("shared own shared own", 0), text("--", 0)))
            .getFeatures();
    assertThat(ids.shape()).containsExactly(2, 2, 4);
    int pair = HashedNgrams.pair("shared", "own", 51);
    int back = HashedNgrams.pair("own", "shared", 51);
    assertThat(ids.slice(0).toFloatMatrix()[1]).containsExactly(0, pair, back, pair);
    assertThat(ids.slice(1).toFloatMatrix()[1]).containsExactly(0, 0, 0, 0);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, bigrams));
    network.init();
    assertThat(network.output(ids).shape()).containsExactly(2, 3);
  }

  @Test
  void htmlIsStrippedInTrainingAndPredictionAlike() throws IOException {
    Config strip = CONFIG.with(TextSettings.STRIP_HTML, true);
    TextPreparation preparation = prepare();
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, strip));
    network.init();
    Model<TextPreparation> model = new Model<>(network, preparation, strip);
    assertThat(probabilities(model, "&lt;i&gt;shared&lt;/i&gt; own1"))
        .isEqualTo(probabilities(model, "shared own1"))
        .isNotEqualTo(probabilities(model, "shared"));
  }

  private static JsonNode probabilities(Model<TextPreparation> model, String text)
      throws IOException {
    return probabilities(Ensemble.of(model), text);
  }

  private static JsonNode probabilities(Ensemble<TextPreparation> models, String text)
      throws IOException {
    Predictor<?, ?> predictor = TASK.predictor(models, Config.defaults(List.of()));
    Prediction prediction = PredictionPipe.of(predictor, List.of(text)).get(0);
    return new ObjectMapper().readTree(prediction.json()).get("probabilities");
  }

  @Test
  void modelJudgedOnAnUnknownClassIsAMistakeOfTheUser() throws IOException {
    TextPreparation preparation = prepare();
    LabelledText foreign = new LabelledText("a", 0, List.of("Weather", "World"));
    assertThatThrownBy(() -> TASK.vectorizer(preparation, CONFIG).vectorize(List.of(foreign)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("class 'Weather' is not known to the model");
  }

  private static Model<TextPreparation> model(TextPreparation preparation) {
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, CONFIG));
    network.init();
    return new Model<>(network, preparation, CONFIG);
  }

  @Test
  void evaluationLeadsWithAccuracy() throws IOException {
    Evaluator<LabelledText> evaluator = TASK.evaluator(Ensemble.of(model(prepare())));
    INDArray output = Nd4j.createFromArray(new float[][] {{0.5f, 0.3f, 0.2f}, {0, 0, 1}});
    evaluator.add(List.of(text("a", 0), text("b", 2)), output);
    evaluator.add(List.of(text("c", 0)), Nd4j.createFromArray(new float[][] {{0.25f, 0.75f, 0}}));
    Evaluation evaluation = evaluator.result();
    assertThat(evaluation.metrics().keySet()).containsExactly("accuracy", "macroF1", "loss", "ece");
    assertThat(evaluation.metrics().get("accuracy")).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(evaluation.metrics().get("macroF1")).isCloseTo((2.0 / 3 + 0 + 1) / 3, within(1e-9));
    assertThat(evaluation.metrics().get("loss"))
        .isCloseTo(-(Math.log(0.5) + Math.log(0.25)) / 3, within(1e-6));
    assertThat(evaluation.tables()).hasSize(1);
    assertThat(evaluation.pictures()).hasSize(2);
    // Each text has a bin of its own: 0.5 and 1 are right, 0.75 is wrong.
    assertThat(evaluation.metrics().get("ece")).isCloseTo((0.5 + 0 + 0.75) / 3, within(1e-6));
    assertThat(evaluation.details()).hasSize(1);
    assertThat(evaluation.details().get(0).rows())
        .containsExactly(List.of("World", "Sports", "0.7500", "c"));
  }

  /** The models know different words, so that the same text is other numbers to them. */
  @Test
  void ensembleTellsTheMeanOfItsModelsProbabilities() throws IOException {
    TextPreparation all = prepare();
    TextPreparation few = TextPreparation.of(List.of(text("own4 shared", 0)), CONFIG);
    assertThat(few.terms().id("own4")).isNotEqualTo(all.terms().id("own4"));
    Model<TextPreparation> one = model(all);
    Model<TextPreparation> other = model(few);
    Ensemble<TextPreparation> both = new Ensemble<>(List.of(one, other));
    List<LabelledText> texts = List.of(text("own4 shared", 0), text("shared", 1), text("x", 2));

    double loss = 0;
    for (LabelledText text : texts) {
      INDArray mean = probabilities(one, text).add(probabilities(other, text)).div(2);
      loss -= Math.log(mean.getDouble(0, text.label())) / texts.size();
    }
    assertThat(ModelEvaluation.of(TASK, both, texts).metrics().get("loss"))
        .isCloseTo(loss, within(1e-6))
        .isNotCloseTo(ModelEvaluation.of(TASK, one, texts).metrics().get("loss"), within(1e-4));

    JsonNode told = probabilities(both, "own4 shared");
    for (int c = 0; c < CLASSES.size(); c++) {
      double mean =
          (probabilities(one, texts.get(0)).getDouble(0, c)
                  + probabilities(other, texts.get(0)).getDouble(0, c))
              / 2;
      assertThat(told.get(CLASSES.get(c)).asDouble()).isCloseTo(mean, within(1e-6));
    }
  }

  /** That of its batches, which knows the texts by then. */
  @Test
  void evaluationMakesOneVectorizerForEachModel() throws IOException {
    Model<TextPreparation> model = model(prepare());
    List<LabelledText> texts = List.of(text("shared", 1));
    assertThat(vectorizers(new Ensemble<>(List.of(model)), texts)).isEqualTo(1);
    assertThat(vectorizers(new Ensemble<>(List.of(model, model)), texts)).isEqualTo(2);
  }

  /** How many an evaluation makes. */
  private static long vectorizers(Ensemble<TextPreparation> models, List<LabelledText> texts) {
    List<String> calls = new ArrayList<>();
    @SuppressWarnings("unchecked") // It is what the topics are.
    Task<LabelledText, TextPreparation> watched =
        (Task<LabelledText, TextPreparation>)
            Proxy.newProxyInstance(
                Task.class.getClassLoader(),
                new Class<?>[] {Task.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  return method.invoke(TASK, arguments);
                });
    ModelEvaluation.of(watched, models, texts);
    return calls.stream().filter("vectorizer"::equals).count();
  }

  private static INDArray probabilities(Model<TextPreparation> model, LabelledText text) {
    DataSet data = TASK.vectorizer(model.preparation(), CONFIG).vectorize(List.of(text));
    return model.network().output(data.getFeatures(), false, data.getFeaturesMaskArray(), null);
  }

  @Test
  void predictionAnswersEachLine() throws IOException {
    Predictor<?, ?> predictor =
        TASK.predictor(Ensemble.of(model(prepare())), Config.defaults(List.of()));
    List<String> texts = List.of("Shared \"title\" and more", "", "own1");
    List<String> lines =
        PredictionPipe.of(predictor, texts).stream().map(Prediction::json).toList();
    assertThat(lines).hasSize(3);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("text").asText()).isEqualTo("Shared \"title\" and more");
    assertThat(CLASSES).contains(first.get("class").asText());
    double sum = 0;
    for (String name : CLASSES) {
      sum += first.get("probabilities").get(name).asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    assertThat(lines.get(1)).startsWith("{\"text\":\"\",\"class\":\"");
  }
}
