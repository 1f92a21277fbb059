package io.sequent.common.network.layer.convolution;

import io.sequent.common.network.layer.ConfiguredLayer;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a {@link WindowMaximumLayer}: input [batch, features, time], output [batch,
 * features, ceil(time / size)], each the largest of {@code size} steps in a row that count. A
 * window of which no step counts gives zeros, and does not count itself.
 */
public final class WindowMaximum extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  private int size;

  // For Jackson.
  private WindowMaximum() {}

  /**
   * A layer.
   *
   * @param size steps of a window, at least 1
   * @throws IllegalArgumentException for another size
   */
  public WindowMaximum(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("windows of " + size + " steps, expected at least 1");
    }
    this.size = size;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    return ConfiguredLayer.of(
        new WindowMaximumLayer(conf, type), conf, listeners, index, params, initialize);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    if (input instanceof InputTypeRecurrent sequences) {
      long steps = sequences.getTimeSeriesLength();
      return InputType.recurrent(sequences.getSize(), steps > 0 ? windows(steps) : steps);
    }
    throw new IllegalStateException(
        "a maximum over windows takes sequences, but layer " + index + " gets " + input);
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    return new LayerMemoryReport.Builder(
            getLayerName(), WindowMaximum.class, input, getOutputType(-1, input))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, input.arrayElementsPerExample())
        .cacheMemory(0, 0)
        .build();
  }

  /** How many windows so many steps have. */
  long windows(long steps) {
    return (steps + size - 1) / size;
  }

  /** Steps of a window. */
  public int getSize() {
    return size;
  }

  public void setSize(int size) {
    this.size = size;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other) && other instanceof WindowMaximum that && size == that.size;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), size);
  }

  @Override
  public String toString() {
    return "WindowMaximum(size=" + size + ")";
  }
}
