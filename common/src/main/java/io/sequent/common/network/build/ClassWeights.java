package io.sequent.common.network.build;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What an example of each class counts in the loss.
 *
 * @param values by class, none below 0; empty if all count the same
 */
public record ClassWeights(List<Double> values) {
  /** All count the same. */
  public static final ClassWeights NONE = new ClassWeights(List.of());

  public ClassWeights {
    values = List.copyOf(values);
  }

  /**
   * Weights that fall with the number of a class's examples, such that the mean over all examples
   * is 1.
   *
   * @param counts examples of each class; a class without any gets the weight of one with one
   * @param power 1 to give all classes as much in sum (scikit-learn's {@code balanced}), 0.5 for
   *     the root of that
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
