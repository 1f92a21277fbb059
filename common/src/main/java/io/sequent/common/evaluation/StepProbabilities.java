package io.sequent.common.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network says about each step of one sequence.
 *
 * @param values all rows of the output, laid out as {@code [batch, classes, time]}
 * @param offset where this row begins in {@code values}
 * @param classes how many classes there are
 * @param time time steps of the row, padding included
 */
public record StepProbabilities(float[] values, int offset, int classes, int time) {
  // As Deeplearning4j's cross-entropy does, keeps the logarithm finite.
  private static final double LEAST = 1e-10;

  /**
   * The rows of a network's output.
   *
   * @param output probabilities, shape {@code [batch, classes, time]}
   */
  public static List<StepProbabilities> rows(INDArray output) {
    int classes = Math.toIntExact(output.size(1));
    int time = Math.toIntExact(output.size(2));
    float[] values = output.dup('c').data().asFloat();
    return IntStream.range(0, Math.toIntExact(output.size(0)))
        .mapToObj(i -> new StepProbabilities(values, i * classes * time, classes, time))
        .toList();
  }

  /** The probability of a class at a step, 0..1. */
  public double of(int label, int step) {
    return values[offset + label * time + step];
  }

  /** The cross-entropy of a class at a step, {@code -ln p} in nats. */
  public double nats(int label, int step) {
    return -Math.log(Math.max(of(label, step), LEAST));
  }

  /** The most probable class at a step, the first of several. */
  public int best(int step) {
    int best = 0;
    for (int label = 1; label < classes; label++) {
      if (of(label, step) > of(best, step)) {
        best = label;
      }
    }
    return best;
  }
}
