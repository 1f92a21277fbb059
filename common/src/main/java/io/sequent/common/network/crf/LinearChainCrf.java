package io.sequent.common.network.crf;

import static java.util.Map.entry;

import io.sequent.common.network.layer.BaseFeedForwardLayer;
import io.sequent.common.network.layer.Parameter;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link LinearChainCrfLayer}, an output layer that scores the tags of a
 * sequence as a whole: input [batch, nIn, time], labels one-hot [batch, tags, time], mask of the
 * labels [batch, time].
 *
 * <p>It is trained on the negative log-likelihood of the sequences' tags in a {@link LinearChain}
 * whose emissions are {@code Wx + b} of each step. Steps that do not count are left out, so that
 * the steps beside them are neighbours.
 *
 * <p>Its output are the emissions [batch, tags, time], which are no probabilities: tags and
 * probabilities come from {@link LinearChainCrfLayer#chain}.
 *
 * <pre>{@code
 * new LinearChainCrf.Builder(tags.size()).forbidden(ForbiddenTransitions.iob2(tags)).build()
 * }</pre>
 */
public final class LinearChainCrf extends BaseFeedForwardLayer {
  private static final long serialVersionUID = 1L;

  static final String WEIGHTS = "W";
  static final String BIAS = "b";
  static final String TRANSITIONS = "transitions";
  static final String START = "start";
  static final String END = "end";

  private List<Integer> forbiddenStarts = List.of();
  private List<List<Integer>> forbiddenPairs = List.of();

  // For Jackson.
  private LinearChainCrf() {}

  private LinearChainCrf(Builder builder) {
    super(builder);
    builder.forbidden.requireAmong(getNOut());
    forbiddenStarts = builder.forbidden.starts();
    forbiddenPairs = builder.forbidden.pairs();
    setActivationFn(new ActivationIdentity());
    initializeConstraints(builder);
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new LinearChainCrfLayer(conf, type);
  }

  /**
   * W and b of the emissions, and the scores of transitions [from, to], of first and of last tags.
   * All scores but the emissions' start at zero, where each tag may follow each; as weights they
   * are regularised.
   */
  @Override
  protected List<Parameter> parameters() {
    return List.of(
        Parameter.weight(WEIGHTS, 'f', getNIn(), getNOut()).drawn(getWeightInitFn()),
        Parameter.bias(BIAS, 'c', 1, getNOut()).filled(getBiasInit()),
        Parameter.weight(TRANSITIONS, 'c', getNOut(), getNOut()),
        Parameter.weight(START, 'c', 1, getNOut()),
        Parameter.weight(END, 'c', 1, getNOut()));
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(getNOut(), sequences(index, input).getTimeSeriesLength());
  }

  @Override
  protected long workingNumbers(InputType input) {
    return getNOut();
  }

  /** {@link ForbiddenTransitions#starts}. */
  public List<Integer> getForbiddenStarts() {
    return forbiddenStarts;
  }

  public void setForbiddenStarts(List<Integer> starts) {
    forbiddenStarts = List.copyOf(starts);
  }

  /** {@link ForbiddenTransitions#pairs}. */
  public List<List<Integer>> getForbiddenPairs() {
    return forbiddenPairs;
  }

  public void setForbiddenPairs(List<List<Integer>> pairs) {
    forbiddenPairs = List.copyOf(pairs);
  }

  /** What has the probability zero, in training too. */
  public ForbiddenTransitions forbidden() {
    return new ForbiddenTransitions(forbiddenStarts, forbiddenPairs);
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(
        entry("forbiddenStarts", forbiddenStarts), entry("forbiddenPairs", forbiddenPairs));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private ForbiddenTransitions forbidden = ForbiddenTransitions.none();

    /**
     * Builder.
     *
     * @param tags number of tags
     */
    public Builder(int tags) {
      setNOut(tags);
    }

    /** What never occurs; nothing by default. Labels must keep to it. */
    public Builder forbidden(ForbiddenTransitions forbidden) {
      this.forbidden = forbidden;
      return this;
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException if a forbidden tag does not exist
     */
    @Override
    public LinearChainCrf build() {
      return new LinearChainCrf(this);
    }
  }
}
