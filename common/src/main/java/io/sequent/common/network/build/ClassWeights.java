package io.sequent.common.network.build;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The weight of each class in the loss.
 *
 * @param values by class, none below 0; empty if all are 1
 */
public record ClassWeights(List<Double> values) {
  /** All weights are 1. */
  public static final ClassWeights NONE = new ClassWeights(List.of());

  public ClassWeights {
    values = List.copyOf(values);
  }

  /**
   * Weights that decrease with the number of a class's examples, scaled such that their mean over
   * all examples is 1.
   *
   * @param counts examples of each class; a class without any gets the weight of one with a single
   *     example
   * @param power 1 to give all classes the same total weight (scikit-learn's {@code balanced}), 0.5
   *     for the square root of that
   */
  public static ClassWeights of(List<Integer> counts, double power) {
    double[] raw = counts.stream().mapToDouble(n -> Math.pow(Math.max(1, n), -power)).toArray();
    int examples = counts.stream().mapToInt(Integer::intValue).sum();
    double sum = IntStream.range(0, raw.length).mapToDouble(i -> raw[i] * counts.get(i)).sum();
    return new ClassWeights(
        IntStream.range(0, raw.length).mapToObj(i -> raw[i] * examples / sum).toList());
  }

  boolean areSame() {
    return values.isEmpty();
  }
}
