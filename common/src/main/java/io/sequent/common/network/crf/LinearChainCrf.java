package io.sequent.common.network.crf;

import io.sequent.common.network.layer.BaseFeedForwardLayer;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link LinearChainCrfLayer}, an output layer that judges the tags of a
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

  @Override
  public ParamInitializer initializer() {
    return LinearChainCrfParams.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    if (!(input instanceof InputTypeRecurrent sequences)) {
      throw new IllegalStateException(
          "a CRF takes sequences, but layer " + index + " gets " + input);
    }
    return InputType.recurrent(getNOut(), sequences.getTimeSeriesLength());
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
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof LinearChainCrf that
        && forbiddenStarts.equals(that.forbiddenStarts)
        && forbiddenPairs.equals(that.forbiddenPairs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), forbiddenStarts, forbiddenPairs);
  }

  @Override
  public String toString() {
    return "LinearChainCrf(nIn=%d, nOut=%d, %s)".formatted(getNIn(), getNOut(), forbidden());
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private ForbiddenTransitions forbidden = ForbiddenTransitions.none();

    /**
     * Builder.
     *
     * @param tags how many tags there are
     */
    public Builder(int tags) {
      setNOut(tags);
    }

    /** What never occurs; nothing unless told. Labels must keep to it. */
    public Builder forbidden(ForbiddenTransitions forbidden) {
      this.forbidden = forbidden;
      return this;
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException if something is forbidden of a tag that there is not
     */
    @Override
    public LinearChainCrf build() {
      return new LinearChainCrf(this);
    }
  }
}
