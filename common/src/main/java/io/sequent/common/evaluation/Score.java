package io.sequent.common.evaluation;

/**
 * Precision, recall and F1 of one class, from counts. A fraction whose denominator is zero is 0, as
 * in scikit-learn with {@code zero_division=0}.
 *
 * @param correct how many predictions are right (true positives)
 * @param predicted how many were predicted
 * @param actual how many there are in truth, the support
 */
public record Score(int correct, int predicted, int actual) {
  public Score {
    if (correct < 0 || correct > predicted || correct > actual) {
      throw new IllegalArgumentException(
          "%d correct of %d predicted and %d actual".formatted(correct, predicted, actual));
    }
  }

  /** The share of the predictions that are right, 0..1. */
  public double precision() {
    return ratio(correct, predicted);
  }

  /** The share of the truth that was found, 0..1. */
  public double recall() {
    return ratio(correct, actual);
  }

  /** The harmonic mean of precision and recall, 0..1. */
  public double f1() {
    return ratio(2 * correct, predicted + actual);
  }

  /** The counts of both together: what micro averaging adds up. */
  public Score plus(Score other) {
    return new Score(correct + other.correct, predicted + other.predicted, actual + other.actual);
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
