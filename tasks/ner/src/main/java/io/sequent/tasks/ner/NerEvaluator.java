package io.sequent.tasks.ner;

import io.sequent.common.evaluation.ClassScores;
import io.sequent.common.evaluation.ClassScores.Score;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.network.crf.TagDecoder;
import io.sequent.common.network.crf.TagDecoder.Tagging;
import io.sequent.common.task.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates tagged sentences by whole entities; tokens, most of them outside, come second. */
final class NerEvaluator implements Evaluator<TaggedSentence> {
  private static final Metric ENTITY_F1 = Metric.higher("entityF1");
  private static final Metric ENTITY_MACRO_F1 = Metric.higher("entityMacroF1");
  private static final Metric TOKEN_ACCURACY = Metric.higher("tokenAccuracy");
  private static final Metric SENTENCE_MACRO_F1 = Metric.higher("sentenceMacroF1");

  private final NerPreparation preparation;
  private final SentenceVectorizer<?> vectorizer;
  private final TagDecoder decoder;
  private final List<List<String>> truths = new ArrayList<>();
  private final List<List<String>> predictions = new ArrayList<>();
  private double loss;
  private long tokens;
  private long rightTokens;

  NerEvaluator(Model<NerPreparation> model, TagDecoder decoder) {
    this.preparation = model.preparation();
    this.vectorizer = SentenceVectorizer.of(preparation, model.config());
    this.decoder = decoder;
  }

  /** The metrics of an evaluation. */
  static Metric[] metrics() {
    return new Metric[] {
      ENTITY_F1, ENTITY_MACRO_F1, TOKEN_ACCURACY, SENTENCE_MACRO_F1, Metric.LOSS
    };
  }

  /**
   * Adds one minibatch.
   *
   * @param output of the model, shape {@code [batch, tags, time]}
   */
  @Override
  public void add(List<TaggedSentence> sentences, INDArray output) {
    int[] lengths = sentences.stream().mapToInt(sentence -> sentence.tags().size()).toArray();
    List<Tagging> taggings = decoder.decode(vectorizer.ofSentences(output, sentences), lengths);
    for (int i = 0; i < sentences.size(); i++) {
      List<String> truth = sentences.get(i).tags();
      Tagging tagging = taggings.get(i);
      List<String> prediction = preparation.names(tagging.tags());
      int[] indices = preparation.indices(truth);
      for (int t = 0; t < indices.length; t++) {
        loss += tagging.probabilities().nats(indices[t], t);
        rightTokens += truth.get(t).equals(prediction.get(t)) ? 1 : 0;
      }
      tokens += truth.size();
      truths.add(truth);
      predictions.add(prediction);
    }
  }

  /** Those of the model, and of the truth those that it does not have. */
  private List<String> allTags() {
    return Stream.concat(preparation.tags().stream(), truths.stream().flatMap(List::stream))
        .distinct()
        .toList();
  }

  @Override
  public Evaluation result() {
    ClassScores entities = SpanF1.of(truths, predictions);
    List<Score> sentences =
        IntStream.range(0, truths.size())
            .mapToObj(s -> SpanF1.of(List.of(truths.get(s)), List.of(predictions.get(s))).micro())
            .toList();
    return new Evaluation(
        List.of(
            ENTITY_F1.of(entities.micro().f1()),
            ENTITY_MACRO_F1.of(entities.macroF1()),
            TOKEN_ACCURACY.of((double) rightTokens / tokens),
            SENTENCE_MACRO_F1.of(SpanF1.sentenceMacroF1(truths, predictions, allTags())),
            Metric.LOSS.of(loss / tokens)),
        Map.of(ENTITY_F1.name(), ExampleScores.ofSpans(sentences)),
        List.of(entities.tableWithMicroMean("Entities by type")),
        List.of());
  }
}
