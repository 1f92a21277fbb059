package io.sequent.common.network.crf;

/**
 * The negative log-likelihood of the tags of several sequences, and its gradient: of each score how
 * often it is expected to count, less how often it does.
 */
final class ChainLoss {
  private final LinearChain chain;
  private final double[][] transitions;
  private final double[] start;
  private final double[] end;
  private double sum;

  ChainLoss(LinearChain chain) {
    this.chain = chain;
    this.transitions = new double[chain.tags()][chain.tags()];
    this.start = new double[chain.tags()];
    this.end = new double[chain.tags()];
  }

  /**
   * Adds a sequence.
   *
   * @param emissions shape [time, tags]
   * @param tags the true ones
   * @return the gradient by the emissions, shape [time, tags]
   * @throws IllegalArgumentException if the tags are forbidden
   */
  double[][] add(double[][] emissions, int[] tags) {
    ForwardBackward passes = chain.forwardBackward(emissions);
    sum += chain.loss(passes, emissions, tags);
    double[][] gradient = passes.marginals();
    passes.addExpectedTransitions(transitions);
    for (int t = 0; t < tags.length; t++) {
      gradient[t][tags[t]]--;
      if (t > 0) {
        transitions[tags[t - 1]][tags[t]]--;
      }
    }
    if (tags.length > 0) {
      add(gradient[0], start);
      add(gradient[tags.length - 1], end);
    }
    return gradient;
  }

  private static void add(double[] summand, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += summand[i];
    }
  }

  /** In nats, over all sequences. */
  double sum() {
    return sum;
  }

  /** The gradient by the scores of transitions, shape [from, to]. */
  double[][] transitions() {
    return transitions;
  }

  /** The gradient by the scores of first tags. */
  double[] start() {
    return start;
  }

  /** The gradient by the scores of last tags. */
  double[] end() {
    return end;
  }
}
