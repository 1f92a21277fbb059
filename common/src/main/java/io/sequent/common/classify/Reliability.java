package io.sequent.common.classify;

import io.sequent.common.evaluation.Sizes;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nd4j.evaluation.classification.EvaluationCalibration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How the probability of the most probable class compares with how often it is right, in 15 bins of
 * equal width (Guo et al. 2017, On Calibration of Modern Neural Networks, section 2).
 *
 * @param bins from the lowest probabilities to the highest
 */
record Reliability(List<Bin> bins) {
  private static final int BINS = 15;

  /**
   * Examples of similar confidence.
   *
   * @param count how many there are
   * @param confidence the mean probability of their most probable classes, 0..1; NaN without any
   * @param accuracy the share of them that has this class, 0..1; NaN without any
   */
  record Bin(long count, double confidence, double accuracy) {}

  Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Bins examples.
   *
   * @param confidences the probability of the most probable class of each, at least one
   * @param right whether that is its class, as many
   */
  static Reliability of(double[] confidences, boolean[] right) {
    Sizes.same("confidences", confidences.length, "right", right.length);
    Sizes.notEmpty("confidences", confidences.length);
    // "The most probable class is right" is a class of its own, the second of two.
    double[][] predictions = new double[right.length][];
    double[][] labels = new double[right.length][];
    for (int i = 0; i < right.length; i++) {
      // Outputs that are not of a softmax need not be probabilities.
      double confidence = Math.min(1, Math.max(0, confidences[i]));
      predictions[i] = new double[] {1 - confidence, confidence};
      labels[i] = new double[] {right[i] ? 0 : 1, right[i] ? 1 : 0};
    }
    EvaluationCalibration calibration = new EvaluationCalibration(BINS, BINS, false);
    calibration.eval(Nd4j.create(labels), Nd4j.create(predictions));
    INDArray counts = calibration.getRDiagBinTotalCount();
    INDArray hits = calibration.getRDiagBinPosCount();
    INDArray sums = calibration.getRDiagBinSumPredictions();
    return new Reliability(
        IntStream.range(0, BINS)
            .mapToObj(
                bin -> {
                  long count = counts.getLong(bin, 1);
                  return new Bin(
                      count,
                      count == 0 ? Double.NaN : sums.getDouble(bin, 1) / count,
                      count == 0 ? Double.NaN : hits.getDouble(bin, 1) / count);
                })
            .toList());
  }

  private long count() {
    return bins.stream().mapToLong(Bin::count).sum();
  }

  /**
   * The expected calibration error, 0..1: the mean over the examples of the absolute difference
   * between confidence and accuracy of their bin.
   */
  double error() {
    return bins.stream()
            .filter(bin -> bin.count() > 0)
            .mapToDouble(bin -> bin.count() * Math.abs(bin.confidence() - bin.accuracy()))
            .sum()
        / count();
  }

  /** Accuracy over confidence, with the share of the examples in each bin. */
  Picture picture() {
    double all = count();
    return new Picture(
        "reliability",
        Charts.reliability(
            String.format(Locale.ROOT, "Reliability of probabilities, ECE %.4f", error()),
            bins.stream().mapToDouble(Bin::confidence).toArray(),
            bins.stream().mapToDouble(Bin::accuracy).toArray(),
            bins.stream().mapToDouble(bin -> bin.count() / all).toArray()));
  }
}
