package io.sequent.common.network.layer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
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
 * The configuration of a layer without parameters. A new layer supplies
 *
 * <ul>
 *   <li>{@link #newLayer}, the {@link ParameterlessLayer} that computes;
 *   <li>{@link #getOutputType}, which refuses what the layer does not accept;
 *   <li>{@link #options}, if it has fields, and for Jackson a constructor without arguments,
 *       getters and setters: the fields are saved with the network.
 * </ul>
 */
public abstract class Parameterless extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  /** For Jackson as well. */
  protected Parameterless() {}

  /**
   * Makes the layer that computes.
   *
   * @param conf holds this configuration
   * @param type of the activations
   */
  protected abstract Layer newLayer(NeuralNetConfiguration conf, DataType type);

  /** The fields of this kind of layer by name, in the order in which they are printed. */
  protected abstract List<Map.Entry<String, ?>> options();

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    return ConfiguredLayer.of(newLayer(conf, type), conf, listeners, index, params, initialize);
  }

  /** None: nothing is put in front of the layer to convert its input. */
  @Override
  public final @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType input) {
    return new LayerMemoryReport.Builder(
            getLayerName(), getClass(), input, getOutputType(-1, input))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, input.arrayElementsPerExample())
        .cacheMemory(0, 0)
        .build();
  }

  /**
   * The input as sequences.
   *
   * @param index of the layer, for the message
   * @throws IllegalStateException if it is anything else
   */
  protected final InputTypeRecurrent sequences(int index, InputType input) {
    return LayerOptions.sequences(this, index, input);
  }

  private Class<?> kind() {
    return getClass();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof Parameterless that
        && kind() == that.kind()
        && options().equals(that.options());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(kind(), super.hashCode(), options());
  }

  @Override
  public final String toString() {
    return LayerOptions.describe(this, List.of(), options());
  }
}
