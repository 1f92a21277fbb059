package io.sequent.tasks.textgen;

import io.sequent.common.evaluation.Evaluation;
import io.sequent.common.evaluation.Evaluator;
import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.evaluation.Metric;
import io.sequent.common.evaluation.StepProbabilities;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Evaluates the prediction of each next character. With {@link Memory#WINDOW} every window starts
 * from an empty memory, so the figures are a little worse than what a model that reads on would
 * get.
 */
final class TextgenEvaluator implements Evaluator<TextWindow> {
  private static final Metric NATS = Metric.lower("nats").in("nats per character");
  private static final Metric BITS = Metric.lower("bits").in("bits per character");
  private static final Metric PERPLEXITY = Metric.lower("perplexity");

  private final TextgenPreparation preparation;
  private long characters;
  private double nats;
  private long hits;
  private final DoubleStream.Builder scores = DoubleStream.builder();

  TextgenEvaluator(TextgenPreparation preparation) {
    this.preparation = preparation;
  }

  /** The metrics of an evaluation. */
  static Metric[] metrics() {
    return new Metric[] {NATS, BITS, PERPLEXITY, Metric.ACCURACY, Metric.LOSS};
  }

  /**
   * Adds one minibatch.
   *
   * @param output probabilities, shape {@code [batch, alphabet, time]}
   */
  @Override
  public void add(List<TextWindow> windows, INDArray output) {
    List<StepProbabilities> rows = StepProbabilities.rows(output);
    for (int i = 0; i < windows.size(); i++) {
      TextWindow window = windows.get(i);
      double windowNats = 0;
      for (int step = 0; step < window.length(); step++) {
        int target = preparation.id(window.target(step));
        windowNats += rows.get(i).nats(target, step);
        hits += rows.get(i).best(step) == target ? 1 : 0;
      }
      nats += windowNats;
      scores.add(windowNats / window.length());
      characters += window.length();
    }
  }

  @Override
  public Evaluation result() {
    LanguageModelReport report = LanguageModelReport.of(characters, nats, hits);
    // Windows are of one length but for the last, so the mean over windows is that over characters.
    return new Evaluation(
        List.of(
            NATS.of(report.nats()),
            BITS.of(report.bits()),
            PERPLEXITY.of(report.perplexity()),
            Metric.ACCURACY.of(report.accuracy()),
            Metric.LOSS.of(report.nats())),
        Map.of(NATS.name(), ExampleScores.of(scores.build().toArray())),
        List.of(),
        List.of());
  }
}
