package io.sequent.tasks.ner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.TagOutput;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.PredictionPipe;
import io.sequent.common.predict.Predictor;
import io.sequent.common.predict.SpanPrediction;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import io.sequent.common.task.Presets;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class NerTaskTest {
  private static final NerTask TASK = new NerTask();
  private static final Config CONFIG =
      TaskSettings.defaults(TASK).with(VocabularySettings.MIN_COUNT, 1);

  private static final Config CHAIN = CONFIG.with(NetworkSettings.OUTPUT, TagOutput.CRF);

  private final Path folder;

  NerTaskTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(
        folder.resolve(NerData.TRAIN),
        "Леся\tB-PERS\nУкраїнка\tI-PERS\nжила\tO\nу\tO\nЛуцьку\tB-LOC\n\nЖила\tO\nтам\tO\n");
    Files.writeString(folder.resolve(NerData.VALIDATION), "У\tO\nКиєві\tB-LOC\n");
    Files.writeString(folder.resolve(NerData.TEST), "Іван\tB-PERS\nФранко\tI-PERS\n\nтак\tO\n");
  }

  private Splits<TaggedSentence> read() throws IOException {
    return TASK.data().read(folder, CONFIG);
  }

  private NerPreparation prepare() throws IOException {
    return TASK.prepare(read().train(), CONFIG);
  }

  @Test
  void isFoundByItsName() {
    assertThat(Tasks.named("ner")).isInstanceOf(NerTask.class);
  }

  @Test
  void partsComeFromTheirFiles() throws IOException {
    Splits<TaggedSentence> splits = read();
    assertThat(splits.train()).hasSize(2);
    assertThat(splits.validation().get(0).tokens()).containsExactly("У", "Києві");
    assertThat(splits.test()).hasSize(2);
    assertThat(TASK.data().files(folder, CONFIG)).allMatch(Files::exists).hasSize(3);
  }

  @Test
  void missingFileAndWrongPlaceAreMistakesOfTheUser() throws IOException {
    assertThatThrownBy(() -> TASK.data().read(folder.resolve(NerData.TRAIN), CONFIG))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("expected a folder with files for train, dev and test");
    Files.delete(folder.resolve(NerData.TEST));
    assertThatThrownBy(this::read)
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(folder + ": no file for testing, expected files for train");
  }

  @Test
  void vocabularyHoldsTrainingWordsAlone() throws IOException {
    Vocabulary words = prepare().words();
    assertThat(words.contains("Луцьку")).isTrue();
    for (String unseen : List.of("Києві", "У", "Іван", "Франко", "так")) {
      assertThat(words.contains(unseen)).as(unseen).isFalse();
    }
  }

  @Test
  void unknownSpellingFallsBackToLowerCase() throws IOException {
    NerPreparation preparation = prepare();
    Vocabulary words = preparation.words();
    assertThat(preparation.ids(List.of("Жила", "жила", "У", "ЛЕСЯ", "леся")))
        .containsExactly(
            words.id("Жила"),
            words.id("жила"),
            words.id("у"),
            Vocabulary.UNKNOWN,
            Vocabulary.UNKNOWN);
  }

  @Test
  void preparationSavedAndRestoredIsEqual(@TempDir Path run) throws IOException {
    NerPreparation preparation = prepare();
    preparation.save(run);
    assertThat(TASK.restore(run, CONFIG)).isEqualTo(preparation);
    assertThat(run.resolve("tags.txt")).hasContent("O\nB-LOC\nB-PERS\nI-LOC\nI-PERS\n");
  }

  @Test
  void batchHasPaddedIdsOneHotTagsAndOneMask() throws IOException {
    NerPreparation preparation = prepare();
    DataSet batch = TASK.vectorizer(preparation, CONFIG).vectorize(read().train());
    assertThat(batch.getFeatures().shape()).containsExactly(2, 1, 5);
    assertThat(batch.getFeatures().getInt(0, 0, 1)).isEqualTo(preparation.words().id("Українка"));
    assertThat(batch.getFeatures().getInt(1, 0, 2)).isEqualTo(Vocabulary.PADDING);
    assertThat(batch.getLabels().shape()).containsExactly(2, 5, 5);
    assertThat(batch.getLabels().getInt(0, preparation.tags().indexOf("I-PERS"), 1)).isEqualTo(1);
    assertThat(batch.getLabels().sumNumber().intValue()).as("one tag a token").isEqualTo(7);
    assertThat(batch.getLabelsMaskArray().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, 1, 1, 1}, {1, 1, 0, 0, 0}});
    assertThat(batch.getFeaturesMaskArray()).isEqualTo(batch.getLabelsMaskArray());
  }

  @Test
  void sentencesOfOneLengthNeedNoMask() throws IOException {
    DataSet batch = TASK.vectorizer(prepare(), CONFIG).vectorize(read().validation());
    assertThat(batch.getFeaturesMaskArray()).isNull();
    assertThat(batch.getLabelsMaskArray()).isNull();
  }

  /** One entity is found, one has a type that the model does not know: half of them are found. */
  @Test
  void entityOfAnUnknownTypeIsMissed() throws IOException {
    NerPreparation preparation = prepare();
    Files.writeString(folder.resolve(NerData.TEST), "НБУ\tB-ORG\nу\tO\nКиєві\tB-LOC\n");
    List<TaggedSentence> sentences = read().test();
    INDArray labels = TASK.vectorizer(preparation, CONFIG).vectorize(sentences).getLabels();
    assertThat(labels.getInt(0, 0, 0)).as("outside for the network").isEqualTo(1);
    Evaluator<TaggedSentence> evaluator = TASK.evaluator(Ensemble.of(model(preparation, CONFIG)));
    evaluator.add(sentences, labels);
    Evaluation evaluation = evaluator.result();
    assertThat(evaluation.metrics().get("entityF1")).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(evaluation.metrics().get("entityMacroF1")).isCloseTo(0.5, within(1e-9));
    assertThat(evaluation.metrics().get("tokenAccuracy")).isCloseTo(2.0 / 3, within(1e-9));
    // O 2/3, B-LOC 1, of six tags.
    assertThat(evaluation.metrics().get("sentenceMacroF1"))
        .isCloseTo((2.0 / 3 + 1) / 6, within(1e-9));
    assertThat(evaluation.metrics().get("loss")).isFinite();
  }

  private static Model<NerPreparation> model(NerPreparation preparation, Config config) {
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    return new Model<>(network, preparation, config);
  }

  @Test
  void evaluationLooksAtRealTokensAlone() throws IOException {
    NerPreparation preparation = prepare();
    List<TaggedSentence> sentences = read().train();
    INDArray output = TASK.vectorizer(preparation, CONFIG).vectorize(sentences).getLabels().dup();
    // The place is taken for a person, with certainty halved; padding says nonsense.
    output.putScalar(new int[] {0, preparation.tags().indexOf("B-LOC"), 4}, 0.25);
    output.putScalar(new int[] {0, preparation.tags().indexOf("B-PERS"), 4}, 0.75);
    output.putScalar(new int[] {1, preparation.tags().indexOf("B-PERS"), 4}, 1);
    Evaluator<TaggedSentence> evaluator = TASK.evaluator(Ensemble.of(model(preparation, CONFIG)));
    evaluator.add(sentences, output);
    Evaluation evaluation = evaluator.result();
    assertThat(evaluation.metrics().keySet())
        .containsExactly("entityF1", "entityMacroF1", "tokenAccuracy", "sentenceMacroF1", "loss");
    assertThat(evaluation.metrics().get("entityF1")).isEqualTo(0.5);
    assertThat(evaluation.metrics().get("entityMacroF1")).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(evaluation.metrics().get("tokenAccuracy")).isCloseTo(6.0 / 7, within(1e-9));
    // First sentence: O 1, B-PERS 2/3, I-PERS 1; second: O 1; five tags.
    assertThat(evaluation.metrics().get("sentenceMacroF1"))
        .isCloseTo(((1 + 2.0 / 3 + 1) / 5 + 1.0 / 5) / 2, within(1e-9));
    assertThat(evaluation.metrics().get("loss")).isCloseTo(-Math.log(0.25) / 7, within(1e-6));
    assertThat(evaluation.tables()).hasSize(1);
  }

  /** With all scores equal, the possible tags share the probability. */
  @Test
  void chainIsJudgedByItsBestPathAndItsMarginals() throws IOException {
    Model<NerPreparation> model = model(prepare(), CHAIN);
    model.network().params().assign(0);
    Evaluator<TaggedSentence> evaluator = TASK.evaluator(Ensemble.of(model));
    List<TaggedSentence> sentence = read().test().subList(1, 2);
    evaluator.add(sentence, Nd4j.zeros(1, 5, 1));
    // Of O, two B- and two I-, a sentence does not begin with the latter.
    assertThat(evaluator.result().metrics().get("loss")).isCloseTo(Math.log(3), within(1e-6));
    assertThat(evaluator.result().metrics().get("tokenAccuracy")).isEqualTo(1);
  }

  @Test
  void chainNeverContinuesAnEntityThatDidNotBegin() throws IOException {
    NerPreparation preparation = prepare();
    Model<NerPreparation> model = model(preparation, CHAIN);
    Nd4j.getRandom().setSeed(1);
    model.network().setParams(Nd4j.randn(1, model.network().numParams()));
    List<String> inside = List.of("I-LOC", "I-PERS");
    for (String tag : inside) { // Each step wants to be inside.
      model.network().getOutputLayer().getParam("b").putScalar(preparation.tags().indexOf(tag), 9);
    }
    List<String> answers =
        answers(
            TASK.predictor(Ensemble.of(model), Config.defaults(List.of())),
            "Леся Українка жила у Луцьку",
            "там");
    for (String line : answers) {
      String previous = "O";
      for (JsonNode node : new ObjectMapper().readTree(line).get("tags")) {
        String tag = node.asText();
        if (inside.contains(tag)) {
          assertThat(previous).isIn(tag, "B-" + tag.substring(2));
        }
        previous = tag;
      }
    }
    assertThat(answers.toString()).contains("I-");
  }

  private static List<String> answers(Predictor<?, ?> predictor, String... lines) {
    return PredictionPipe.of(predictor, List.of(lines)).stream().map(Prediction::json).toList();
  }

  @Test
  void predictionAnswersEachLine() throws IOException {
    List<String> lines =
        answers(
            TASK.predictor(Ensemble.of(model(prepare(), CONFIG)), Config.defaults(List.of())),
            "Леся Українка, «жила».",
            "",
            "у");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith(
            "{\"tokens\":[\"Леся\",\"Українка\",\",\",\"«\",\"жила\",\"»\",\".\"],\"tags\":[\"");
    assertThat(lines.get(1)).isEqualTo("{\"tokens\":[],\"tags\":[],\"entities\":[]}");
    assertThat(lines.get(2)).contains("\"entities\":[");
  }

  /** Sentences of one document are read together, those of several sources are not. */
  @Test
  void sourcesDoNotChangeEachOther() throws IOException {
    Model<NerPreparation> model =
        model(prepare(), CONFIG.with(TokenFeatures.MENTION_EMBEDDING, 16));
    Nd4j.getRandom().setSeed(1);
    model.network().setParams(Nd4j.randn(1, model.network().numParams()));
    NerPredictor predictor = new NerPredictor(Ensemble.of(model), Config.defaults(List.of()));
    List<Passage> passages =
        List.of(
            Passage.ofLine("Українку бачили у Луцьку з Лесею"),
            Passage.ofLine("Леся Українка жила у місті Луцьк"),
            Passage.ofLine("Лесю і Українку знають Луцьк і Київ"));
    List<SpanPrediction> alone =
        passages.stream().flatMap(one -> predictor.predict(List.of(one)).stream()).toList();
    assertThat(tags(predictor.predict(passages))).isNotEqualTo(tags(alone));
    List<List<SpanPrediction>> apart =
        predictor.predictApart(passages.stream().map(List::of).toList());
    assertThat(tags(apart.stream().flatMap(List::stream).toList())).isEqualTo(tags(alone));
    assertThat(tags(predictor.predictApart(List.of(List.of(), passages)).get(1)))
        .isEqualTo(tags(predictor.predict(passages)));
  }

  private static List<List<String>> tags(List<SpanPrediction> predictions) {
    return predictions.stream().map(SpanPrediction::tags).toList();
  }

  /** With all features, since each of them looks at the whole token. */
  @Test
  void longTokensAreTagged() throws IOException {
    Config recipe = CONFIG.with(Presets.named(TASK, "fast").values(), "preset");
    NerPredictor predictor =
        new NerPredictor(Ensemble.of(model(prepare(), recipe)), Config.defaults(List.of()));
    String numbers = "1,".repeat(20_000) + "2";
    assertThat(PredictionPipe.of(predictor, List.of(numbers, "a-".repeat(20_000) + "a")))
        .extracting(prediction -> prediction.tokens().size())
        .containsExactly(1, 1);
  }

  @Test
  void formOfAWordTellsCapitalsDigitsAndTheEnding() {
    assertThat(WordForm.of("Шевченко")).containsExactly("<Aa-ко>", "<Aa>");
    assertThat(WordForm.of("МЗС")).containsExactly("<A-ЗС>", "<A>");
    assertThat(WordForm.of("слово")).containsExactly("<a-во>", "<a>");
    assertThat(WordForm.of("2018-го")).containsExactly("<0-го>", "<0>");
    assertThat(WordForm.of("…")).containsExactly("<.>");
    assertThat(WordForm.of("я")).containsExactly("<a-я>", "<a>");
  }
}
