package io.sequent.common.network.crf;

import io.sequent.common.evaluation.StepProbabilities;

/**
 * The tags of one sequence, as a network tells them.
 *
 * @param tags the index of the best tag of each step, padding left out
 * @param probabilities of every tag at each step
 */
public record Tagging(int[] tags, StepProbabilities probabilities) {
  /** To be replaced. */
  public double spanProbability(int begin, int end) {
    double p = 1;
    for (int t = begin; t < end; t++) {
      p *= probabilities.of(tags[t], t);
    }
    return p;
  }
}
