package io.sequent.common.network.layer.convolution;

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
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link SequenceConvolutionLayer}: convolutions of several widths side by
 * side (Kim 2014), input [batch, nIn, time], output [batch, filters * widths, time], the filters of
 * each width one after the other.
 *
 * <p>Output t of width w sees inputs {@code t - (w - 1) / 2} to {@code t + w / 2}. Steps before the
 * beginning, behind the end, and those that do not count are zeros, so that padding changes nothing
 * and a sequence shorter than a width will do.
 *
 * <p>Unlike Deeplearning4j's {@code Convolution1DLayer} it takes our time-major activations as they
 * are and adds up one product of matrices for each step of a width, without copies into columns.
 */
public final class SequenceConvolution extends BaseFeedForwardLayer {
  private static final long serialVersionUID = 1L;

  private List<Integer> widths = List.of();

  // For Jackson.
  private SequenceConvolution() {}

  private SequenceConvolution(Builder builder) {
    super(builder);
    widths = builder.widths;
    initializeConstraints(builder);
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new SequenceConvolutionLayer(conf, type);
  }

  @Override
  public ParamInitializer initializer() {
    return SequenceConvolutionParams.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    if (input instanceof InputTypeRecurrent sequences) {
      return InputType.recurrent(getNOut(), sequences.getTimeSeriesLength());
    }
    throw new IllegalStateException(
        "a convolution takes sequences, but layer " + index + " gets " + input);
  }

  @Override
  protected long workingNumbers(InputType input) {
    return getOutputType(-1, input).arrayElementsPerExample();
  }

  /** Steps that an output sees, of each convolution. */
  public List<Integer> getWidths() {
    return widths;
  }

  public void setWidths(List<Integer> widths) {
    this.widths = List.copyOf(widths);
  }

  /** The outputs of each width. */
  long filters() {
    return getNOut() / widths.size();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof SequenceConvolution that
        && widths.equals(that.widths);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), widths);
  }

  @Override
  public String toString() {
    return "SequenceConvolution(nIn=%d, nOut=%d, widths=%s)".formatted(getNIn(), getNOut(), widths);
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final List<Integer> widths;

    /**
     * Builder.
     *
     * @param widths steps that an output sees, at least 1 each
     * @param filters of each width, at least 1
     * @throws IllegalArgumentException for other numbers, or no width
     */
    public Builder(List<Integer> widths, int filters) {
      if (widths.isEmpty() || filters < 1 || widths.stream().anyMatch(width -> width < 1)) {
        throw new IllegalArgumentException(
            "%d filters of widths %s, expected at least 1 of one or more widths from 1"
                .formatted(filters, widths));
      }
      this.widths = List.copyOf(widths);
      setNOut((long) filters * widths.size());
    }

    @Override
    public SequenceConvolution build() {
      return new SequenceConvolution(this);
    }
  }
}
