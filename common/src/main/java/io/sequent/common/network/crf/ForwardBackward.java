package io.sequent.common.network.crf;

/**
 * The two passes over a sequence that sum over all its tags at once (Rabiner 1989, in logarithms;
 * Sutton and McCallum 2012, section 4.1).
 */
final class ForwardBackward {
  private final double[] end;
  private final LogMatrix transitions;
  private final double[][] emissions;
  private final double logPartition;

  /** At each step and tag the logarithm of the sum over all beginnings that end there. */
  private final double[][] beginnings;

  /** The same over all that can come after, the step itself left out. */
  private final double[][] continuations;

  /** {@link #continuations} with the emissions of the step. */
  private final double[][] rests;

  /**
   * Runs both passes.
   *
   * @param toEach {@code transitions}, transposed
   * @param emissions shape [time, tags]
   */
  ForwardBackward(
      double[] start, double[] end, LogMatrix transitions, LogMatrix toEach, double[][] emissions) {
    this.end = end;
    this.transitions = transitions;
    this.emissions = emissions;
    int time = emissions.length;
    int tags = start.length;
    beginnings = new double[time][tags];
    for (int t = 0; t < time; t++) {
      double[] now = beginnings[t];
      if (t == 0) {
        System.arraycopy(start, 0, now, 0, tags);
      } else {
        toEach.multiply(beginnings[t - 1], now);
      }
      add(emissions[t], now);
    }
    continuations = new double[time][tags];
    rests = new double[time][];
    for (int t = time - 1; t >= 0; t--) {
      double[] now = continuations[t];
      if (t == time - 1) {
        System.arraycopy(end, 0, now, 0, tags);
      } else {
        transitions.multiply(rests[t + 1], now);
      }
      rests[t] = now.clone();
      add(emissions[t], rests[t]);
    }
    logPartition = time == 0 ? 0 : LogMatrix.logSumExp(beginnings[time - 1], this.end);
  }

  private static void add(double[] summand, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += summand[i];
    }
  }

  double logPartition() {
    return logPartition;
  }

  /** The probability of each tag at each step, shape [time, tags]. */
  double[][] marginals() {
    double[][] marginals = new double[beginnings.length][end.length];
    for (int t = 0; t < marginals.length; t++) {
      for (int tag = 0; tag < end.length; tag++) {
        marginals[t][tag] = Math.exp(beginnings[t][tag] + continuations[t][tag] - logPartition);
      }
    }
    return marginals;
  }

  /**
   * The probability that the steps of a span have given tags: the sum over all ways to tag the
   * steps around it.
   *
   * @param tags of the whole sequence, of which only those of the span count
   * @param begin first step
   * @param end step after the last one, after {@code begin}
   */
  double probability(int[] tags, int begin, int end) {
    double log = beginnings[begin][tags[begin]];
    for (int t = begin + 1; t < end; t++) {
      log += transitions.log(tags[t - 1], tags[t]) + emissions[t][tags[t]];
    }
    log += continuations[end - 1][tags[end - 1]] - logPartition;
    return Math.min(1, Math.exp(log));
  }

  /**
   * Adds how often each transition is expected.
   *
   * @param counts shape [from, to]
   */
  void addExpectedTransitions(double[][] counts) {
    for (int t = 1; t < beginnings.length; t++) {
      transitions.addProducts(beginnings[t - 1], rests[t], logPartition, counts);
    }
  }
}
