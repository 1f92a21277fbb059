package io.sequent.common.network.crf;

import io.sequent.common.evaluation.Sizes;
import io.sequent.common.evaluation.StepProbabilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decodes the outputs of a network into tags. After a softmax it is each step's most probable tag.
 * After a CRF it is the most probable sequence of tags as a whole, and a tag's probability is its
 * marginal one.
 *
 * <pre>{@code
 * List<Tagging> taggings = TagDecoder.of(network).decode(network.output(features), lengths);
 * }</pre>
 *
 * <p>The weights are those at the time it was made. Not for several threads at once.
 */
public final class TagDecoder {
  /** Null if steps are decoded one by one. */
  private final @Nullable LinearChain chain;

  private TagDecoder(@Nullable LinearChain chain) {
    this.chain = chain;
  }

  /**
   * The decoder of a network.
   *
   * @param network its last layer puts out the probabilities of a softmax at each step, or is a
   *     {@link LinearChainCrfLayer}
   */
  public static TagDecoder of(MultiLayerNetwork network) {
    return of(List.of(network));
  }

  /**
   * The decoder of the mean output of networks. With CRFs it decodes with their pooled chains: the
   * tags of a sequence get the normalised geometric mean of their probabilities.
   *
   * @param networks at least one, all with a softmax or all with a CRF
   */
  public static TagDecoder of(List<MultiLayerNetwork> networks) {
    List<LinearChain> chains =
        networks.stream()
            .map(MultiLayerNetwork::getOutputLayer)
            .filter(LinearChainCrfLayer.class::isInstance)
            .map(layer -> ((LinearChainCrfLayer) layer).chain())
            .toList();
    if (chains.isEmpty()) {
      return new TagDecoder(null);
    }
    Sizes.same("networks", networks.size(), "those with a CRF", chains.size());
    return new TagDecoder(LinearChain.pooled(chains));
  }

  /**
   * The tags of a batch.
   *
   * @param output of the network, shape [batch, tags, time]
   * @param lengths of the sequences, each at most time
   */
  public List<Tagging> decode(INDArray output, int[] lengths) {
    List<StepProbabilities> rows = StepProbabilities.rows(output);
    List<Tagging> taggings = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      StepProbabilities row = rows.get(i);
      taggings.add(chain == null ? ofSteps(row, lengths[i]) : ofChain(chain, row, lengths[i]));
    }
    return taggings;
  }

  private static Tagging ofSteps(StepProbabilities row, int length) {
    return new Tagging(IntStream.range(0, length).map(row::best).toArray(), row);
  }

  /**
   * Decodes one sequence.
   *
   * @param row holds emissions instead of probabilities
   */
  private static Tagging ofChain(LinearChain chain, StepProbabilities row, int length) {
    double[][] emissions = new double[length][row.classes()];
    for (int t = 0; t < length; t++) {
      int step = t;
      Arrays.setAll(emissions[t], tag -> row.of(tag, step));
    }
    ForwardBackward passes = chain.forwardBackward(emissions);
    double[][] marginals = passes.marginals();
    float[] probabilities = new float[row.classes() * length];
    for (int t = 0; t < length; t++) {
      for (int tag = 0; tag < row.classes(); tag++) {
        probabilities[tag * length + t] = (float) marginals[t][tag];
      }
    }
    int[] tags = chain.viterbi(emissions);
    return new Tagging(
        tags,
        new StepProbabilities(probabilities, 0, row.classes(), length),
        (begin, end) -> passes.probability(tags, begin, end));
  }

  /** The tags that a network predicts for one sequence, with their probabilities. */
  public static final class Tagging {
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
     * The probability that all steps of a span have the predicted tags, whatever the steps around
     * it have. With a softmax at each step it is the product of the tags' probabilities. With a CRF
     * it is the sum over all taggings of the sequence that agree on the span. It is computed on
     * demand.
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
}
