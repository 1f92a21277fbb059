package io.sequent.common.network.layer;

import io.sequent.common.network.engine.Precision;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a layer with parameters: does what Deeplearning4j requires of each of them.
 * A new layer supplies
 *
 * <ul>
 *   <li>{@link #newLayer}, the {@link TrainableLayer} that computes;
 *   <li>{@link #parameters}, their names, shapes and first values;
 *   <li>{@link #workingNumbers}, for the memory that a network needs;
 *   <li>{@link #getOutputType}, which refuses what the layer does not accept: nothing is put in
 *       front of the layer to convert it;
 *   <li>{@link #setNIn(InputType, boolean)}, unless nIn is the input's size and nOut is known;
 *   <li>{@link #options}, if it has fields, and for Jackson a constructor without arguments,
 *       getters and setters: the fields are saved with the network.
 * </ul>
 *
 * <p>A layer without parameters extends {@link Parameterless}.
 */
public abstract class BaseFeedForwardLayer extends FeedForwardLayer implements HasPrecision {
  private static final long serialVersionUID = 1L;

  private double rateFactor = 1;
  private Precision precision = Precision.FLOAT;

  /** For Jackson. */
  protected BaseFeedForwardLayer() {}

  /** Copies what all layers have; constraints need {@link #initializeConstraints} at the end. */
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

  /** The parameters, in the order in which they lie in the network's vector of parameters. */
  protected abstract List<Parameter> parameters();

  /**
   * Number of values beside the outputs that a forward pass of training computes for one example of
   * this input and keeps for the backward pass.
   *
   * @throws ArithmeticException if it does not fit into a long
   */
  protected abstract long workingNumbers(InputType input);

  /**
   * What a {@link io.sequent.common.network.update.TrainingStep} multiplies the learning rate by,
   * for this layer; 1 unless set.
   */
  public final double getRateFactor() {
    return rateFactor;
  }

  /**
   * Sets the factor of the learning rate.
   *
   * @throws IllegalArgumentException unless it is above 0: what is not to be trained belongs into
   *     Deeplearning4j's {@code FrozenLayer}, which saves its backward pass
   */
  public final void setRateFactor(double rateFactor) {
    if (!(rateFactor > 0 && rateFactor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a rate factor of %s, expected above 0".formatted(rateFactor));
    }
    this.rateFactor = rateFactor;
  }

  @Override
  public final Precision getPrecision() {
    return precision;
  }

  @Override
  public final void setPrecision(Precision precision) {
    this.precision = precision;
  }

  /** Number of parameters that the updater keeps state for; all by default. */
  protected long updatedParams() {
    return initializer().numParams(this);
  }

  /**
   * The fields of this kind of layer by name, in the order in which they are printed; none by
   * default.
   */
  protected List<Map.Entry<String, ?>> options() {
    return List.of();
  }

  @Override
  public final ParamInitializer initializer() {
    return DeclaredParams.INSTANCE;
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
        .workingMemory(0, workingNumbers(input), 0, workingNumbers(input))
        // What the forward pass keeps; the backward pass takes about as much once more.
        .cacheMemory(0, workingNumbers(input))
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

  /** Deeplearning4j regards layers of two kinds as equal if their sizes are. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof BaseFeedForwardLayer that
        && kind() == that.kind()
        && rateFactor == that.rateFactor
        && precision == that.precision
        && options().equals(that.options());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(kind(), super.hashCode(), rateFactor, precision, options());
  }

  @Override
  public final String toString() {
    List<Map.Entry<String, ?>> sizes =
        List.of(Map.entry("nIn", getNIn()), Map.entry("nOut", getNOut()));
    return LayerOptions.describe(this, sizes, options());
  }
}
