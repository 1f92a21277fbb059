package io.sequent.common.classify;

import io.sequent.common.evaluation.ClassScores.Score;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluation.MetricValue;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.report.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Evaluates classified texts. Where classes differ in size, macro F1 leads, and the rarest class is
 * evaluated by itself: {@code rareF1}, of two classes {@code positiveF1}.
 */
final class ClassificationEvaluator implements Evaluator<LabelledText> {
  private static final Metric MACRO_F1 = Metric.higher("macroF1");
  private static final Metric RARE_F1 = Metric.higher("rareF1");
  private static final Metric POSITIVE_F1 = Metric.higher("positiveF1");
  private static final Metric ECE = Metric.lower("ece");
  private static final Metric AVERAGE_PRECISION = Metric.higher("averagePrecision");

  private final TextPreparation preparation;
  private final boolean balanced;
  private final WordMask mask;
  private final ConfidentMistakes mistakes = new ConfidentMistakes();
  private final DoubleStream.Builder confidences = DoubleStream.builder();
  private final IntStream.Builder mostProbable = IntStream.builder();
  private final IntStream.Builder truths = IntStream.builder();
  private final IntStream.Builder predictions = IntStream.builder();
  private final DoubleStream.Builder rareProbabilities = DoubleStream.builder();
  private double loss;

  /**
   * @param balanced whether classes are of about the same size
   * @param mask for texts that are shown
   */
  ClassificationEvaluator(TextPreparation preparation, boolean balanced, WordMask mask) {
    this.preparation = preparation;
    this.balanced = balanced;
    this.mask = mask;
  }

  /** The metrics of an evaluation. */
  static Metric[] metrics(boolean balanced) {
    return balanced
        ? new Metric[] {Metric.ACCURACY, MACRO_F1, Metric.LOSS, ECE}
        : new Metric[] {
          MACRO_F1, RARE_F1, POSITIVE_F1, AVERAGE_PRECISION, Metric.ACCURACY, Metric.LOSS, ECE
        };
  }

  /**
   * Adds one minibatch.
   *
   * @param output probabilities, shape {@code [batch, classes]}
   */
  @Override
  public void add(List<LabelledText> texts, INDArray output) {
    int[] best = preparation.fitted().decision().of(output);
    int rarest = preparation.fitted().rarest();
    int[] top = output.argMax(1).toIntVector();
    for (int i = 0; i < texts.size(); i++) {
      int truth = preparation.index(texts.get(i));
      loss -= Math.log(Math.max(output.getDouble(i, truth), Decision.MIN_PROBABILITY));
      truths.add(truth);
      predictions.add(best[i]);
      mostProbable.add(top[i]);
      confidences.add(output.getDouble(i, top[i]));
      if (best[i] != truth) {
        mistakes.add(
            texts.get(i).text(),
            preparation.classes().get(truth),
            preparation.classes().get(best[i]),
            output.getDouble(i, best[i]));
      }
      rareProbabilities.add(output.getDouble(i, rarest));
    }
  }

  @Override
  public Evaluation result() {
    int[] truth = truths.build().toArray();
    int[] prediction = predictions.build().toArray();
    ConfusionMatrix matrix = ConfusionMatrix.of(preparation.classes(), truth, prediction);
    ClassificationReport report = ClassificationReport.of(matrix);
    List<MetricValue> values = new ArrayList<>();
    Map<String, ExampleScores> scores = new LinkedHashMap<>();
    List<Picture> pictures = new ArrayList<>(List.of(matrix.picture("Classes")));
    if (balanced) {
      values.add(Metric.ACCURACY.of(report.accuracy()));
      values.add(MACRO_F1.of(report.classes().macroF1()));
    } else {
      values.add(MACRO_F1.of(report.classes().macroF1()));
      boolean[] rare = areRarest(truth);
      List<Score> each = scores(rare, areRarest(prediction));
      Metric rareF1 = preparation.classes().size() == 2 ? POSITIVE_F1 : RARE_F1;
      values.add(rareF1.of(each.stream().reduce(new Score(0, 0, 0), Score::plus).f1()));
      scores.put(rareF1.name(), ExampleScores.ofSpans(each));
      Optional<PrecisionRecall> curve = curve(rare);
      values.add(
          AVERAGE_PRECISION.of(curve.map(PrecisionRecall::averagePrecision).orElse(Double.NaN)));
      String name = preparation.classes().get(preparation.fitted().rarest());
      curve.map(c -> c.picture("Precision and recall of " + name)).ifPresent(pictures::add);
      values.add(Metric.ACCURACY.of(report.accuracy()));
    }
    values.add(Metric.LOSS.of(loss / matrix.total()));
    Reliability reliability = reliability(truth);
    values.add(ECE.of(reliability.error()));
    pictures.add(reliability.picture());
    double[] hits =
        IntStream.range(0, truth.length)
            .mapToDouble(i -> truth[i] == prediction[i] ? 1 : 0)
            .toArray();
    scores.put(Metric.ACCURACY.name(), ExampleScores.of(hits));
    return new Evaluation(values, scores, List.of(report.classes().table("Classes")), pictures)
        .withDetails(mistakes.table(mask));
  }

  private Reliability reliability(int[] truth) {
    int[] top = mostProbable.build().toArray();
    boolean[] right = new boolean[truth.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = top[i] == truth[i];
    }
    return Reliability.of(confidences.build().toArray(), right);
  }

  private boolean[] areRarest(int[] classes) {
    int rarest = preparation.fitted().rarest();
    boolean[] are = new boolean[classes.length];
    for (int i = 0; i < are.length; i++) {
      are[i] = classes[i] == rarest;
    }
    return are;
  }

  private static List<Score> scores(boolean[] truth, boolean[] prediction) {
    return IntStream.range(0, truth.length)
        .mapToObj(
            i ->
                new Score(
                    truth[i] && prediction[i] ? 1 : 0, prediction[i] ? 1 : 0, truth[i] ? 1 : 0))
        .toList();
  }

  /** None where no example is of the rarest class. */
  private Optional<PrecisionRecall> curve(boolean[] rare) {
    for (boolean is : rare) {
      if (is) {
        return Optional.of(PrecisionRecall.of(rareProbabilities.build().toArray(), rare));
      }
    }
    return Optional.empty();
  }
}
