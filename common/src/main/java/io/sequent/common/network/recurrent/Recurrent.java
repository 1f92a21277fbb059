package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.Precision;
import io.sequent.common.network.layer.ConfiguredLayer;
import io.sequent.common.network.layer.HasPrecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a {@link RecurrentLayer}: input [batch, nIn, time], output [batch, nOut,
 * time]. A bidirectional layer gives each direction one half of nOut, the forward one first. A
 * layer of one direction may be passed several times, each pass reading the output of the previous
 * one with the same weights.
 */
public final class Recurrent extends BaseRecurrentLayer implements HasPrecision {
  private static final long serialVersionUID = 1L;

  // What oneDNN 2.5 keeps at each step as wide as the wider of input and output.
  private static final long STATES_IN_TRAINING = 10;
  private static final long STATES_IN_PREDICTION = 6;

  private CellType cell = CellType.LSTM;
  private boolean bidirectional;
  private int passes = 1;
  private IActivation passActivation = new ActivationIdentity();
  private double inputDropout;
  private double recurrentDropout;
  private double weightDropout;
  private double forgetBias = 1;
  private boolean concat;
  private Precision precision = Precision.FLOAT;

  // For Jackson.
  private Recurrent() {}

  private Recurrent(Builder builder) {
    super(builder);
    cell = builder.cell;
    builder.settings.forEach(setting -> setting.accept(this));
    setNOut(builder.hidden * (bidirectional ? 2L : 1L));
    setActivationFn(new ActivationIdentity());
    setRnnDataFormat(RNNFormat.NCW);
    initializeConstraints(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException(
          "layer %d (Recurrent): data type %s, expected FLOAT or DOUBLE".formatted(index, type));
    }
    LayerValidation.assertNInNOutSet("Recurrent", getLayerName(), index, getNIn(), getNOut());
    if (passes < 1 || (passes > 1 && (bidirectional || getNIn() != getNOut()))) {
      throw new IllegalArgumentException(
          ("layer %d (Recurrent): %d passes from %d to %d features%s, expected 1, or one direction"
                  + " and as many outputs as inputs")
              .formatted(
                  index, passes, getNIn(), getNOut(), bidirectional ? " in two directions" : ""));
    }
    return ConfiguredLayer.of(
        new RecurrentLayer(conf, type), conf, listeners, index, params, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return RecurrentParams.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    InputType output = super.getOutputType(index, input);
    return concat && output instanceof InputType.InputTypeRecurrent sequences
        ? InputType.recurrent(getNOut() + getNIn(), sequences.getTimeSeriesLength())
        : output;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long params = initializer().numParams(this);
    long time = Math.max(1, ((InputType.InputTypeRecurrent) inputType).getTimeSeriesLength());
    long steps = Math.multiplyExact(time, (long) passes * (bidirectional ? 2 : 1));
    long states = Math.max(getNIn(), hidden());
    long kept = STATES_IN_TRAINING * states + (long) cell.kept() * hidden() + getNIn();
    long prediction = STATES_IN_PREDICTION * states + (long) cell.predictionScratch() * hidden();
    return new LayerMemoryReport.Builder(
            getLayerName(), Recurrent.class, inputType, getOutputType(-1, inputType))
        .standardMemory(params, getIUpdater().stateSize(params))
        // The weights in oneDNN's order; the backward pass has their gradients in it as well.
        .workingMemory(
            params,
            Math.multiplyExact(steps, prediction),
            Math.multiplyExact(3, params),
            Math.multiplyExact(steps, (long) cell.trainingScratch() * hidden()))
        .cacheMemory(0, Math.multiplyExact(steps, kept))
        .build();
  }

  public CellType getCell() {
    return cell;
  }

  public void setCell(CellType cell) {
    this.cell = cell;
  }

  public boolean isBidirectional() {
    return bidirectional;
  }

  public void setBidirectional(boolean bidirectional) {
    this.bidirectional = bidirectional;
  }

  /**
   * Number of passes through the layer; more than one only in one direction and with nIn = nOut.
   */
  public int getPasses() {
    return passes;
  }

  public void setPasses(int passes) {
    this.passes = passes;
  }

  /** The activation between a pass's output and the next pass's input. */
  public IActivation getPassActivation() {
    return passActivation;
  }

  public void setPassActivation(IActivation passActivation) {
    this.passActivation = passActivation;
  }

  /** Probability of dropping a channel of a sequence's input at all its steps, 0..1. */
  public double getInputDropout() {
    return inputDropout;
  }

  public void setInputDropout(double inputDropout) {
    this.inputDropout = inputDropout;
  }

  /** Probability of dropping a channel of the previous output at all steps of a sequence, 0..1. */
  public double getRecurrentDropout() {
    return recurrentDropout;
  }

  public void setRecurrentDropout(double recurrentDropout) {
    this.recurrentDropout = recurrentDropout;
  }

  /**
   * Probability of dropping a recurrent weight for a whole batch, 0..1, see {@link WeightDropout}.
   */
  public double getWeightDropout() {
    return weightDropout;
  }

  public void setWeightDropout(double weightDropout) {
    this.weightDropout = weightDropout;
  }

  /** Initial bias of an LSTM's forget gate. */
  public double getForgetBias() {
    return forgetBias;
  }

  public void setForgetBias(double forgetBias) {
    this.forgetBias = forgetBias;
  }

  /** Whether the layer puts out [outputs, its input] at each step, see {@link Builder#concat}. */
  public boolean isConcat() {
    return concat;
  }

  public void setConcat(boolean concat) {
    this.concat = concat;
  }

  @Override
  public Precision getPrecision() {
    return precision;
  }

  @Override
  public void setPrecision(Precision precision) {
    this.precision = precision;
  }

  /** Units of one direction. */
  int hidden() {
    return Math.toIntExact(bidirectional ? getNOut() / 2 : getNOut());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof Recurrent that
        && properties().equals(that.properties());
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), properties());
  }

  private List<Object> properties() {
    return List.of(
        cell,
        bidirectional,
        passes,
        passActivation,
        inputDropout,
        recurrentDropout,
        weightDropout,
        forgetBias,
        concat,
        precision);
  }

  @Override
  public String toString() {
    return ("Recurrent(%s, nIn=%d, nOut=%d, bidirectional=%s, passes=%d, inputDropout=%s,"
            + " recurrentDropout=%s, weightDropout=%s, concat=%s)")
        .formatted(
            cell,
            getNIn(),
            getNOut(),
            bidirectional,
            passes,
            inputDropout,
            recurrentDropout,
            weightDropout,
            concat);
  }

  /**
   * Builds a layer.
   *
   * <pre>{@code
   * new Recurrent.Builder(CellType.GRU, 256).bidirectional(true).build()
   * }</pre>
   */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private final CellType cell;
    private final int hidden;
    private final List<Consumer<Recurrent>> settings = new ArrayList<>();

    /**
     * Builder.
     *
     * @param hidden units of each direction
     */
    public Builder(CellType cell, int hidden) {
      this.cell = cell;
      this.hidden = hidden;
    }

    public Builder bidirectional(boolean bidirectional) {
      return set(layer -> layer.bidirectional = bidirectional);
    }

    /** See {@link Recurrent#getPasses}; 1 by default. */
    public Builder passes(int passes) {
      return set(layer -> layer.passes = passes);
    }

    /** See {@link Recurrent#getPassActivation}; the identity by default. */
    public Builder passActivation(Activation activation) {
      return set(layer -> layer.passActivation = activation.getActivationFunction());
    }

    /** See {@link Recurrent#getInputDropout}; 0 for none. */
    public Builder inputDropout(double probability) {
      return set(layer -> layer.inputDropout = probability);
    }

    /** See {@link Recurrent#getRecurrentDropout}; 0 for none. */
    public Builder recurrentDropout(double probability) {
      return set(layer -> layer.recurrentDropout = probability);
    }

    /** See {@link Recurrent#getWeightDropout}; 0 for none. */
    public Builder weightDropout(double probability) {
      return set(layer -> layer.weightDropout = probability);
    }

    /** See {@link Recurrent#getForgetBias}. */
    public Builder forgetBias(double bias) {
      return set(layer -> layer.forgetBias = bias);
    }

    /**
     * Whether the layer appends its input, after dropout, to its own outputs, so that the next
     * layer reads both; {@code nOut} counts the layer's own outputs only.
     */
    public Builder concat(boolean concat) {
      return set(layer -> layer.concat = concat);
    }

    private Builder set(Consumer<Recurrent> setting) {
      settings.add(setting);
      return this;
    }

    @Override
    public Recurrent build() {
      return new Recurrent(this);
    }
  }
}
