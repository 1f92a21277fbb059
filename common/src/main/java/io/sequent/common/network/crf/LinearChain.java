package io.sequent.common.network.crf;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A linear-chain conditional random field (Lafferty et al. 2001) with emissions from elsewhere, as
 * on top of a recurrent network (Huang et al. 2015): tags {@code y} of a sequence have the
 * probability
 *
 * <pre>
 * p(y) = exp s(y) / Σ_y' exp s(y')
 * s(y) = start[y_1] + Σ_t emissions[t][y_t] + Σ_{t>1} transitions[y_{t-1}][y_t] + end[y_T]
 * </pre>
 *
 * <p>What is forbidden has the probability zero, whatever its scores. All sums go through
 * logarithms and stay finite for finite scores. A sequence without steps has one way to be tagged.
 *
 * <p>Emissions have the shape [time, tags]; logarithms are natural. Not for several threads at
 * once.
 */
final class LinearChain {
  /** Too small to change a sum with a possible path in it, and yet finite. */
  private static final double IMPOSSIBLE = -1e30;

  private final double[] start;
  private final double[] end;
  private final ForbiddenTransitions forbidden;
  private final LogMatrix transitions;
  private final LogMatrix toEach;

  /**
   * A chain.
   *
   * @param transitions scores of a tag after another, shape [from, to]
   * @param start scores of the first tag
   * @param end scores of the last tag
   * @param forbidden what never occurs
   */
  LinearChain(
      double[][] transitions, double[] start, double[] end, ForbiddenTransitions forbidden) {
    forbidden.requireAmong(start.length);
    this.start = start.clone();
    this.end = end.clone();
    this.forbidden = forbidden;
    double[][] possible = new double[start.length][];
    for (int from = 0; from < start.length; from++) {
      possible[from] = transitions[from].clone();
    }
    forbidden.starts().forEach(tag -> this.start[tag] = IMPOSSIBLE);
    forbidden.pairs().forEach(pair -> possible[pair.get(0)][pair.get(1)] = IMPOSSIBLE);
    this.transitions = new LogMatrix(possible);
    this.toEach = this.transitions.transposed();
  }

  /**
   * The pool of several chains: a chain whose scores are the means of theirs. With emissions that
   * are the means of theirs, too, a sequence's tags get the geometric mean of their probabilities,
   * brought to a sum of 1: a logarithmic opinion pool (Smith, Cohn and Osborne 2005, "Logarithmic
   * opinion pools for conditional random fields"). Emissions of different chains are not comparable
   * by themselves, for each can move a part of them into its transitions.
   *
   * @param chains at least one, of as many tags, with the same transitions forbidden
   */
  public static LinearChain pooled(List<LinearChain> chains) {
    LinearChain first = chains.get(0);
    if (chains.size() == 1) {
      return first;
    }
    for (LinearChain chain : chains) {
      if (!chain.forbidden.equals(first.forbidden) || chain.tags() != first.tags()) {
        throw new IllegalArgumentException("chains of other tags or other forbidden transitions");
      }
    }
    double[][] transitions = new double[first.tags()][first.tags()];
    double[] start = new double[first.tags()];
    double[] end = new double[first.tags()];
    for (int tag = 0; tag < first.tags(); tag++) {
      int from = tag;
      start[tag] = mean(chains, chain -> chain.start[from]);
      end[tag] = mean(chains, chain -> chain.end[from]);
      Arrays.setAll(transitions[tag], to -> mean(chains, c -> c.transitions.log(from, to)));
    }
    return new LinearChain(transitions, start, end, first.forbidden);
  }

  private static double mean(List<LinearChain> chains, ToDoubleFunction<LinearChain> score) {
    return chains.stream().mapToDouble(score).average().orElseThrow();
  }

  /** Number of tags. */
  public int tags() {
    return start.length;
  }

  /** The score {@code s(y)} of a sequence's tags. */
  public double score(double[][] emissions, int[] tags) {
    double score = 0;
    for (int t = 0; t < tags.length; t++) {
      score += t == 0 ? start[tags[0]] : transitions.log(tags[t - 1], tags[t]);
      score += emissions[t][tags[t]];
    }
    return tags.length == 0 ? 0 : score + end[tags[tags.length - 1]];
  }

  /** The logarithm of {@code Σ_y exp s(y)}. */
  public double logPartition(double[][] emissions) {
    return forwardBackward(emissions).logPartition();
  }

  /** The probability of each tag at each step, shape [time, tags]. */
  public double[][] marginals(double[][] emissions) {
    return forwardBackward(emissions).marginals();
  }

  /** The most probable tags of a sequence, of several those with the first indices at the end. */
  public int[] viterbi(double[][] emissions) {
    int time = emissions.length;
    int[] path = new int[time];
    if (time == 0) {
      return path;
    }
    int[][] before = new int[time][tags()];
    double[] best = sum(start, emissions[0]);
    for (int t = 1; t < time; t++) {
      double[] next = new double[tags()];
      for (int to = 0; to < next.length; to++) {
        int from = 0;
        for (int other = 1; other < next.length; other++) {
          if (best[other] + transitions.log(other, to) > best[from] + transitions.log(from, to)) {
            from = other;
          }
        }
        before[t][to] = from;
        next[to] = best[from] + transitions.log(from, to) + emissions[t][to];
      }
      best = next;
    }
    double[] total = sum(best, end);
    int last = 0;
    for (int tag = 1; tag < total.length; tag++) {
      if (total[tag] > total[last]) {
        last = tag;
      }
    }
    for (int t = time - 1; t >= 0; t--) {
      path[t] = last;
      last = before[t][last];
    }
    return path;
  }

  /**
   * The negative logarithm of the probability of a sequence's tags.
   *
   * @throws IllegalArgumentException if the tags are forbidden
   */
  double loss(double[][] emissions, int[] tags) {
    return loss(forwardBackward(emissions), emissions, tags);
  }

  /** As {@link #loss(double[][], int[])}, where the passes over the emissions are done already. */
  double loss(ForwardBackward passes, double[][] emissions, int[] tags) {
    double score = score(emissions, tags);
    if (!(score > IMPOSSIBLE / 2)) {
      forbidden.requireNoneIn(tags);
    }
    return passes.logPartition() - score;
  }

  ForwardBackward forwardBackward(double[][] emissions) {
    return new ForwardBackward(start, end, transitions, toEach, emissions);
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
