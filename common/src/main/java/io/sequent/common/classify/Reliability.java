package io.sequent.common.classify;

import io.sequent.common.evaluation.Sizes;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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
    long[] counts = new long[BINS];
    long[] hits = new long[BINS];
    double[] sums = new double[BINS];
    for (int i = 0; i < right.length; i++) {
      // Outputs that are not of a softmax need not be probabilities.
      double confidence = Math.min(1, Math.max(0, confidences[i]));
      int bin = Math.min(BINS - 1, (int) (BINS * confidence));
      counts[bin]++;
      hits[bin] += right[i] ? 1 : 0;
      sums[bin] += confidence;
    }
    return new Reliability(
        IntStream.range(0, BINS)
            .mapToObj(
                bin ->
                    counts[bin] == 0
                        ? new Bin(0, Double.NaN, Double.NaN)
                        : new Bin(
                            counts[bin], sums[bin] / counts[bin], (double) hits[bin] / counts[bin]))
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
