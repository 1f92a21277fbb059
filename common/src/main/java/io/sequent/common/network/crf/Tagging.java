package io.sequent.common.network.crf;

import io.sequent.common.evaluation.StepProbabilities;
import java.util.Objects;

/** The tags that a network predicts for one sequence, with their probabilities. */
public final class Tagging {
  private final int[] tags;
  private final StepProbabilities probabilities;
  private final Spans spans;

  /**
   * A tagging whose steps are predicted independently of each other.
   *
   * @param tags the index of the predicted tag of each step, padding left out
   * @param probabilities of every tag at each step
   */
  Tagging(int[] tags, StepProbabilities probabilities) {
    this(tags, probabilities, (begin, end) -> product(tags, probabilities, begin, end));
  }

  /**
   * A tagging.
   *
   * @param spans the probability of the predicted tags between two steps
   */
  Tagging(int[] tags, StepProbabilities probabilities, Spans spans) {
    this.tags = tags.clone();
    this.probabilities = probabilities;
    this.spans = spans;
  }

  /** The probability that all steps of a span have the predicted tags. */
  interface Spans {
    double probability(int begin, int end);
  }

  /** The index of the predicted tag of each step, padding left out. */
  public int[] tags() {
    return tags.clone();
  }

  /** The probability of every tag at each step; with a CRF the marginal one. */
  public StepProbabilities probabilities() {
    return probabilities;
  }

  /**
   * The probability that all steps of a span have the predicted tags, whatever the steps around it
   * have. With a softmax at each step it is the product of the tags' probabilities. With a CRF it
   * is the sum over all taggings of the sequence that agree on the span. It is computed on demand.
   *
   * @param begin first step
   * @param end step after the last one
   * @return 0 to 1; 1 for an empty span
   * @throws IndexOutOfBoundsException if the span is not within the sequence
   */
  public double spanProbability(int begin, int end) {
    Objects.checkFromToIndex(begin, end, tags.length);
    return begin == end ? 1 : spans.probability(begin, end);
  }

  private static double product(int[] tags, StepProbabilities probabilities, int begin, int end) {
    double product = 1;
    for (int step = begin; step < end; step++) {
      product *= probabilities.of(tags[step], step);
    }
    return product;
  }
}
