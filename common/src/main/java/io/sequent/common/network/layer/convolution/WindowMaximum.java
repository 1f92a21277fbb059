package io.sequent.common.network.layer.convolution;

import static java.util.Map.entry;

import io.sequent.common.network.layer.Parameterless;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link WindowMaximumLayer}: input [batch, features, time], output [batch,
 * features, ceil(time / size)], each the largest of {@code size} steps in a row that count. A
 * window of which no step counts gives zeros, and does not count itself.
 */
public final class WindowMaximum extends Parameterless {
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
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new WindowMaximumLayer(conf, type);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    InputTypeRecurrent sequences = sequences(index, input);
    long steps = sequences.getTimeSeriesLength();
    return InputType.recurrent(sequences.getSize(), steps > 0 ? windows(steps) : steps);
  }

  /** The number of windows in a number of steps. */
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
  protected List<Map.Entry<String, ?>> options() {
    return List.of(entry("size", size));
  }
}
