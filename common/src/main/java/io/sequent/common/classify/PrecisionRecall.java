package io.sequent.common.classify;

import io.sequent.common.evaluation.Sizes;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Precision and recall of a class for every threshold of its score, with the conventions of
 * scikit-learn's {@code precision_recall_curve}: one point for each score that occurs, from the
 * highest threshold to the lowest.
 *
 * @param precision of what scores at least the threshold, 0..1
 * @param recall of the same, 0..1, never falling
 */
record PrecisionRecall(List<Double> precision, List<Double> recall) {
  PrecisionRecall {
    precision = List.copyOf(precision);
    recall = List.copyOf(recall);
  }

  /**
   * The curve of some examples.
   *
   * @param scores of each, higher for a member of the class
   * @param members whether each is one, at least one; as many
   */
  public static PrecisionRecall of(double[] scores, boolean[] members) {
    Sizes.same("scores", scores.length, "members", members.length);
    int all = (int) IntStream.range(0, members.length).filter(i -> members[i]).count();
    Sizes.notEmpty("members", all);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    DoubleStream.Builder precision = DoubleStream.builder();
    DoubleStream.Builder recall = DoubleStream.builder();
    int found = 0;
    for (int n = 0; n < order.length; n++) {
      found += members[order[n]] ? 1 : 0;
      if (n + 1 == order.length || scores[order[n + 1]] != scores[order[n]]) {
        precision.add((double) found / (n + 1));
        recall.add((double) found / all);
      }
    }
    return new PrecisionRecall(precision.build().boxed().toList(), recall.build().boxed().toList());
  }

  /** The mean of the precisions, each weighted by the recall that it adds, 0..1. */
  public double averagePrecision() {
    double sum = 0;
    double before = 0;
    for (int i = 0; i < recall.size(); i++) {
      sum += (recall.get(i) - before) * precision.get(i);
      before = recall.get(i);
    }
    return sum;
  }

  /** The curve, {@code precision-recall} in the run folder. */
  public Picture picture(String title) {
    return new Picture("precision-recall", Charts.precisionRecall(title, recall, precision));
  }
}
