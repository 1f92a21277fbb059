package io.sequent.common.network.layer.convolution;

import static java.util.Map.entry;

import io.sequent.common.network.layer.BaseFeedForwardLayer;
import io.sequent.common.network.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link SequenceConvolutionLayer}: convolutions of several widths side by
 * side (Kim 2014), input [batch, nIn, time], output [batch, filters * widths, time], the filters of
 * each width one after the other.
 *
 * <p>Output t of width w sees inputs {@code t - (w - 1) / 2} to {@code t + w / 2}. Steps before the
 * beginning, behind the end, and those that do not count are zeros, so padding changes nothing and
 * a sequence may be shorter than a width.
 *
 * <p>Unlike Deeplearning4j's {@code Convolution1DLayer} it reads our time-major activations as they
 * are and adds up one product of matrices for each step of a width, without copies into columns.
 */
public final class SequenceConvolution extends BaseFeedForwardLayer {
  private static final long serialVersionUID = 1L;

  static final String BIAS = "b";

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

  /**
   * For each step of each width a matrix [nIn, filters], named W0t0, W0t1 and so on; and b [1,
   * nOut]. One matrix for a width would have to be cut into pieces, and ND4J gives empty views of
   * some pieces of views.
   */
  @Override
  protected List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (int i = 0; i < widths.size(); i++) {
      double inputs = (double) widths.get(i) * getNIn();
      for (int place = 0; place < widths.get(i); place++) {
        all.add(
            Parameter.weight(weights(i, place), 'c', getNIn(), filters())
                .drawn(getWeightInitFn(), inputs, (double) filters()));
      }
    }
    all.add(Parameter.bias(BIAS, 'c', 1, getNOut()).filled(getBiasInit()));
    return all;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.recurrent(getNOut(), sequences(index, input).getTimeSeriesLength());
  }

  @Override
  protected long workingNumbers(InputType input) {
    return getOutputType(-1, input).arrayElementsPerExample();
  }

  /** The name of the weights of a step of a width. */
  static String weights(int index, int place) {
    return "W" + index + "t" + place;
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
  protected List<Map.Entry<String, ?>> options() {
    return List.of(entry("widths", widths));
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
