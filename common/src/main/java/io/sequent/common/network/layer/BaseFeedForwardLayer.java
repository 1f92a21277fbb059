package io.sequent.common.network.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a layer with parameters: does what Deeplearning4j wants done with each in
 * the same way. A new layer supplies
 *
 * <ul>
 *   <li>{@link #newLayer}, the layer that computes;
 *   <li>{@link #workingNumbers}, for Deeplearning4j's memory report;
 *   <li>{@link #initializer}, how its parameters lie; see {@link ShapedParams};
 *   <li>{@link #getOutputType}, which refuses what the layer cannot take: nothing is put in front
 *       of the layer to convert it;
 *   <li>{@link #setNIn(InputType, boolean)}, unless nIn is the input's size and nOut is known;
 *   <li>a constructor without arguments for Jackson, and {@code equals} and {@code hashCode} if it
 *       has fields: they are saved with the network.
 * </ul>
 *
 * <p>A layer without parameters extends Deeplearning4j's {@code NoParamLayer}.
 */
public abstract class BaseFeedForwardLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  /** For Jackson. */
  protected BaseFeedForwardLayer() {}

  /** Takes what all layers have; constraints want {@link #initializeConstraints} at the end. */
  protected BaseFeedForwardLayer(Builder<?> builder) {
    super(builder);
  }

  /**
   * Makes the layer that computes, and checks what can only be checked now; that nIn and nOut are
   * at least 1 has been.
   *
   * @param conf holds this configuration
   * @param type of the parameters
   */
  protected abstract Layer newLayer(NeuralNetConfiguration conf, DataType type);

  /** How many numbers training makes of one example of this input, beside the parameters. */
  protected abstract long workingNumbers(InputType input);

  /** How many parameters the updater keeps numbers for; all, unless told. */
  protected long updatedParams() {
    return initializer().numParams(this);
  }

  /**
   * Sets the layer up.
   *
   * @throws org.deeplearning4j.exception.DL4JInvalidConfigException if nIn or nOut is not known
   */
  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet(
        getClass().getSimpleName(), getLayerName(), index, getNIn(), getNOut());
    return ConfiguredLayer.of(newLayer(conf, type), conf, listeners, index, params, initialize);
  }

  @Override
  public final @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType input) {
    return new LayerMemoryReport.Builder(
            getLayerName(), getClass(), input, getOutputType(-1, input))
        .standardMemory(initializer().numParams(this), getIUpdater().stateSize(updatedParams()))
        .workingMemory(0, 0, 0, workingNumbers(input))
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  /** Deeplearning4j takes layers of two kinds for equal where their sizes are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other) && other != null && getClass() == other.getClass();
  }

  @Override
  public int hashCode() {
    return Objects.hash(getClass(), super.hashCode());
  }
}
