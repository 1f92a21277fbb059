package io.sequent.tasks.news;

import io.sequent.common.data.LabelledText;
import io.sequent.common.evaluation.ClassificationReport;
import io.sequent.common.evaluation.ConfusionMatrix;
import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.evaluation.ExampleScores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Judges classified texts by accuracy first. */
final class NewsEvaluator implements Evaluator<LabelledText> {
  /** As Deeplearning4j's cross-entropy does, keeps the logarithm finite. */
  private static final double LEAST_PROBABILITY = 1e-10;

  private final NewsPreparation preparation;
  private final IntStream.Builder truths = IntStream.builder();
  private final IntStream.Builder predictions = IntStream.builder();
  private double loss;

  NewsEvaluator(NewsPreparation preparation) {
    this.preparation = preparation;
  }

  /**
   * Takes one minibatch.
   *
   * @param output probabilities, shape {@code [batch, classes]}
   */
  @Override
  public void add(List<LabelledText> texts, INDArray output) {
    int[] best = output.argMax(1).toIntVector();
    for (int i = 0; i < texts.size(); i++) {
      int truth = preparation.index(texts.get(i));
      loss -= Math.log(Math.max(output.getDouble(i, truth), LEAST_PROBABILITY));
      truths.add(truth);
      predictions.add(best[i]);
    }
  }

  @Override
  public Evaluation result() {
    int[] truth = truths.build().toArray();
    int[] prediction = predictions.build().toArray();
    ConfusionMatrix matrix = ConfusionMatrix.of(preparation.classes(), truth, prediction);
    ClassificationReport report = ClassificationReport.of(matrix);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", report.accuracy());
    metrics.put("macroF1", report.macroF1());
    metrics.put("loss", loss / matrix.total());
    double[] hits =
        IntStream.range(0, truth.length)
            .mapToDouble(i -> truth[i] == prediction[i] ? 1 : 0)
            .toArray();
    return new Evaluation(
        metrics,
        Map.of("accuracy", ExampleScores.of(hits)),
        List.of(report.table("Topics")),
        List.of(matrix.picture("News topics")));
  }
}
