package io.sequent.common.study.results;

import io.sequent.common.evaluation.ExampleScores;
import io.sequent.common.evaluation.Sizes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether figures of models on the same test examples differ significantly, and how far one figure
 * is certain. Every answer is about other test examples of the same kind; how much another seed
 * would change is only in it as far as several seeds are given.
 *
 * <p>The bootstrap is the percentile bootstrap of Efron and Tibshirani, "An Introduction to the
 * Bootstrap", 1993, over examples, as Koehn, "Statistical significance tests for machine
 * translation evaluation", EMNLP 2004, does it for two models: both are evaluated on the same
 * resamples. It draws the same numbers each time, so its answers can be repeated.
 */
final class Significance {
  /** Resamples of the bootstrap. */
  static final int RESAMPLES = 1000;

  private static final long SEED = 1;
  private static final double LEVEL = 0.95;

  private Significance() {}

  /**
   * Where a figure lies with a confidence of 95 %.
   *
   * @param low the lower end
   * @param high the upper end
   */
  record Interval(double low, double high) {}

  /**
   * How probable a difference as large as that between two models is, in either direction, if there
   * is none. Two models of one seed each whose scores are hits are compared by McNemar's exact
   * test. Otherwise the bootstrap gives {@code 2 (min(m, l) + 1) / (n + 1)}, at most 1, where of
   * {@code n} resamples {@code m} have a difference of zero or more and {@code l} of zero or less;
   * the added ones keep it from 0 (Davison and Hinkley, "Bootstrap Methods and their Application",
   * 1997, section 4.2).
   *
   * @param a the scores of a model, one for each of its seeds, at least one; all seeds of both
   *     models have the same examples in the same order
   * @param b those of another model, of as many seeds or not
   * @return above 0, at most 1; NaN where a metric is not finite
   * @throws IllegalArgumentException if the scores differ in number or kind
   */
  static double pValue(List<ExampleScores> a, List<ExampleScores> b) {
    return pValues(b, List.of(a))[0];
  }

  /**
   * {@link #pValue} of several models against one.
   *
   * @param one the scores of one model
   * @param others those of each of the others, in the order of the answer
   */
  static double[] pValues(List<ExampleScores> one, List<List<ExampleScores>> others) {
    Sums sums = Sums.of(one);
    double[] resampled = sums.resampled();
    return others.parallelStream()
        .mapToDouble(other -> pValue(other, one, sums, resampled))
        .toArray();
  }

  private static double pValue(
      List<ExampleScores> a, List<ExampleScores> b, Sums sumsOfB, double[] ofB) {
    Sums sumsOfA = Sums.of(a);
    requireSameSize(a.get(0), b.get(0));
    if (!Double.isFinite(sumsOfA.metric()) || !Double.isFinite(sumsOfB.metric())) {
      return Double.NaN;
    }
    if (a.size() == 1 && b.size() == 1 && a.get(0).areHits() && b.get(0).areHits()) {
      return mcNemar(a.get(0), b.get(0));
    }
    double[] ofA = sumsOfA.resampled();
    int more = 0;
    int less = 0;
    for (int r = 0; r < RESAMPLES; r++) {
      more += ofA[r] >= ofB[r] ? 1 : 0;
      less += ofA[r] <= ofB[r] ? 1 : 0;
    }
    return Math.min(1, 2 * (Math.min(more, less) + 1.0) / (RESAMPLES + 1.0));
  }

  /**
   * The 95 % confidence interval of a model's metric over test examples, by the bootstrap.
   *
   * @param seeds the scores of a model, one for each of its seeds, at least one
   */
  static Interval interval(List<ExampleScores> seeds) {
    double[] sorted = Sums.of(seeds).resampled();
    Arrays.sort(sorted);
    int left = (int) Math.floor((1 - LEVEL) / 2 * (RESAMPLES + 1)) - 1;
    return new Interval(sorted[left], sorted[RESAMPLES - 1 - left]);
  }

  /**
   * Corrects for several comparisons so that the probability of even one false difference stays at
   * the given level: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
   * Journal of Statistics 6 (1979).
   *
   * @param p the p-values; NaN is no comparison and stays NaN
   * @return the adjusted p-values in the same order
   */
  static double[] holm(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = p.clone();
    double largest = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      double raised = Math.min(1, (ascending.length - rank) * p[ascending[rank]]);
      largest = Math.max(largest, raised);
      adjusted[ascending[rank]] = largest;
    }
    return adjusted;
  }

  /**
   * The exact test of McNemar, "Note on the sampling error of the difference between correlated
   * proportions or percentages", Psychometrika 12 (1947): of the examples that only one model hits,
   * each model has half.
   */
  private static double mcNemar(ExampleScores a, ExampleScores b) {
    int onlyA = 0;
    int onlyB = 0;
    for (int i = 0; i < a.size(); i++) {
      onlyA += a.value(i, 0) > b.value(i, 0) ? 1 : 0;
      onlyB += a.value(i, 0) < b.value(i, 0) ? 1 : 0;
    }
    int tosses = onlyA + onlyB;
    // In logarithms, for two to the power of the tosses is out of range soon.
    double logarithm = tosses * Math.log(0.5);
    double tail = Math.exp(logarithm);
    for (int heads = 1; heads <= Math.min(onlyA, onlyB); heads++) {
      logarithm += Math.log((tosses - heads + 1.0) / heads);
      tail += Math.exp(logarithm);
    }
    return Math.min(1, Math.max(2 * tail, Double.MIN_VALUE));
  }

  private static void requireSameSize(ExampleScores one, ExampleScores other) {
    Sizes.same("scores", one.size(), "scores", other.size());
    if (one.areSpans() != other.areSpans()) {
      throw new IllegalArgumentException("counts of spans and scores, expected one of them");
    }
  }

  /**
   * A metric as a fraction of sums over examples: what each example adds to numerator and
   * denominator, over all seeds. For scores the fraction is the mean of the seeds' means.
   */
  private static final class Sums {
    private final double[] parts;
    private final double[] wholes;

    private Sums(double[] parts, double[] wholes) {
      this.parts = parts;
      this.wholes = wholes;
    }

    static Sums of(List<ExampleScores> seeds) {
      Sizes.notEmpty("seeds", seeds.size());
      int examples = seeds.get(0).size();
      double[] parts = new double[examples];
      double[] wholes = new double[examples];
      for (ExampleScores scores : seeds) {
        requireSameSize(seeds.get(0), scores);
        for (int i = 0; i < examples; i++) {
          boolean spans = scores.areSpans();
          parts[i] += spans ? 2 * scores.value(i, 0) : scores.value(i, 0);
          wholes[i] += spans ? scores.value(i, 1) + scores.value(i, 2) : 1;
        }
      }
      return new Sums(parts, wholes);
    }

    double metric() {
      return fraction(Arrays.stream(parts).sum(), Arrays.stream(wholes).sum());
    }

    /** The metric on each resample; resamples are the same for any metric of as many examples. */
    double[] resampled() {
      SplittableRandom random = new SplittableRandom(SEED);
      double[] metrics = new double[RESAMPLES];
      for (int r = 0; r < RESAMPLES; r++) {
        double part = 0;
        double whole = 0;
        for (int i = 0; i < parts.length; i += 2) {
          // One number gives two draws; that examples are not quite equally probable, by some
          // billionths, does not matter.
          long bits = random.nextLong();
          int one = (int) (((bits >>> Integer.SIZE) * parts.length) >>> Integer.SIZE);
          part += parts[one];
          whole += wholes[one];
          if (i + 1 < parts.length) {
            int two = (int) (((bits & 0xFFFF_FFFFL) * parts.length) >>> Integer.SIZE);
            part += parts[two];
            whole += wholes[two];
          }
        }
        metrics[r] = fraction(part, whole);
      }
      return metrics;
    }

    /** As {@link ExampleScores#f1}, 0 where there is nothing. */
    private static double fraction(double part, double whole) {
      return whole == 0 ? 0 : part / whole;
    }
  }
}
