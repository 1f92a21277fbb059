package io.sequent.common.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.config.Config;
import io.sequent.common.task.Model;
import io.sequent.common.task.TaskSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class TermWeightsTest {
  private static final Topics TASK = new Topics();
  private static final List<String> CLASSES = List.of("World", "Sports", "Business");
  private static final List<LabelledText> TRAIN =
      List.of(
          new LabelledText("war the", 0, CLASSES),
          new LabelledText("goal the", 1, CLASSES),
          new LabelledText("bank the", 2, CLASSES));
  private static final Config LINEAR =
      TaskSettings.defaults(TASK)
          .with(Map.of("model", "linear", "min-count", "1", "weighting", "tf-idf"), "");

  /** A model with weight 3 of "war" in the first class, 2 of "goal" in the second, else none. */
  private static Model<TextPreparation> model(Config config) {
    TextPreparation preparation = TASK.prepare(TRAIN, config);
    MultiLayerNetwork network = new MultiLayerNetwork(TASK.network(preparation, config));
    network.init();
    INDArray weights = network.getLayer(0).getParam("W");
    weights.assign(0);
    TermIds ids = TermIds.of(preparation.terms(), config);
    weights.putScalar(ids.of("war"), 0, 3);
    weights.putScalar(ids.of("goal"), 1, 2);
    return new Model<>(network, preparation, config);
  }

  @Test
  void weightIsThatAboveTheMeanOfTheClassesTimesTheFactorOfTheTerm() {
    Model<TextPreparation> model = model(LINEAR);
    List<TermWeights> classes = TermWeights.of(model, List.of(), WordMask.NONE);
    assertThat(classes).extracting(TermWeights::label).containsExactlyElementsOf(CLASSES);
    double idf = Math.log((1.0 + 3) / (1 + 1)) + 1;
    // "goal" speaks against the two other classes by a third of 2.
    assertThat(classes.get(0).terms()).extracting(TermWeights.Term::name).containsExactly("war");
    assertThat(classes.get(0).terms().get(0).weight()).isCloseTo(2 * idf, within(1e-5));
    assertThat(classes.get(1).terms().get(0).weight()).isCloseTo(4 / 3.0 * idf, within(1e-5));
    assertThat(classes.get(2).terms()).isEmpty();
  }

  @Test
  void hashedTermsAreNamedAfterTextsThatHaveThem() {
    Model<TextPreparation> model = model(LINEAR.with(TermSettings.HASH_ENTRIES, 5000));
    List<LabelledText> texts = List.of(new LabelledText("a goal", 0, CLASSES));
    List<TermWeights> classes = TermWeights.of(model, texts, WordMask.NONE);
    assertThat(classes.get(0).terms()).isEmpty();
    assertThat(classes.get(1).terms()).extracting(TermWeights.Term::name).containsExactly("goal");
  }

  @Test
  void reportOfALinearModelHasTheTableAndAPictureForEachClassWithTerms() {
    Model<TextPreparation> model = model(LINEAR);
    assertThat(TASK.view().pictures(model, TRAIN))
        .extracting(picture -> picture.drawing().title())
        .containsExactly("Terms that weigh most for World", "Terms that weigh most for Sports");
    assertThat(TASK.view().tables(model, TRAIN).get(0).rows().get(0)).startsWith("World", "war");
    assertThat(TASK.view().tables(model, TRAIN).get(0).title()).contains("brought to length one");
  }

  @Test
  void charactersOfWordsHaveAnEllipsisAndAreMaskedLikeWords() {
    WordMask mask = new WordMask(true, Set.of("you"));
    assertThat(Terms.shown("you grump", mask)).isEqualTo("you g****");
    assertThat(Terms.shown("c:<gru", mask)).isEqualTo("g**…");
    assertThat(Terms.shown("c:<gru", WordMask.NONE)).isEqualTo("gru…");
    assertThat(Terms.shown("c:rum", WordMask.NONE)).isEqualTo("…rum…");
    assertThat(Terms.shown("c:ump>", WordMask.NONE)).isEqualTo("…ump");
    assertThat(Terms.shown("c:<a>", WordMask.NONE)).isEqualTo("a");
    assertThat(Terms.shown("c:", WordMask.NONE)).isEqualTo("c:");
  }
}
