package io.sequent.common.network.recurrent;

import io.sequent.common.network.layer.ConfiguredLayer;
import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
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
 * layer of one direction may be passed several times, each time over the output of the pass before,
 * with the same weights.
 */
public final class Recurrent extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1L;

  private CellType cell = CellType.LSTM;
  private boolean bidirectional;
  private int passes = 1;
  private IActivation passActivation = new ActivationIdentity();
  private double inputDropout;
  private double recurrentDropout;
  private double weightDropout;
  private double forgetBias = 1;
  private boolean concat;

  // For Jackson.
  private Recurrent() {}

  private Recurrent(Builder builder) {
    super(builder);
    cell = builder.cell;
    bidirectional = builder.bidirectional;
    passes = builder.passes;
    passActivation = builder.passActivation;
    inputDropout = builder.inputDropout;
    recurrentDropout = builder.recurrentDropout;
    weightDropout = builder.weightDropout;
    forgetBias = builder.forgetBias;
    concat = builder.concat;
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
    long time = ((InputType.InputTypeRecurrent) inputType).getTimeSeriesLength();
    long kept = Math.max(1, time) * getNOut() * (cell.gates() + 2) * passes;
    return new LayerMemoryReport.Builder(
            getLayerName(), Recurrent.class, inputType, getOutputType(-1, inputType))
        .standardMemory(params, getIUpdater().stateSize(params))
        .workingMemory(0, 0, kept, kept)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
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

  /** How often the layer is passed; more than once only in one direction and with nIn = nOut. */
  public int getPasses() {
    return passes;
  }

  public void setPasses(int passes) {
    this.passes = passes;
  }

  /** What the output of a pass goes through on its way into the next one. */
  public IActivation getPassActivation() {
    return passActivation;
  }

  public void setPassActivation(IActivation passActivation) {
    this.passActivation = passActivation;
  }

  /** The probability to drop a channel of a sequence's input at all its steps. */
  public double getInputDropout() {
    return inputDropout;
  }

  public void setInputDropout(double inputDropout) {
    this.inputDropout = inputDropout;
  }

  /** The probability to drop a channel of the previous output at all steps of a sequence. */
  public double getRecurrentDropout() {
    return recurrentDropout;
  }

  public void setRecurrentDropout(double recurrentDropout) {
    this.recurrentDropout = recurrentDropout;
  }

  /**
   * The probability to leave out a recurrent weight for all of a batch, see {@link WeightDropout}.
   */
  public double getWeightDropout() {
    return weightDropout;
  }

  public void setWeightDropout(double weightDropout) {
    this.weightDropout = weightDropout;
  }

  /** What the bias of an LSTM's forget gate starts from. */
  public double getForgetBias() {
    return forgetBias;
  }

  public void setForgetBias(double forgetBias) {
    this.forgetBias = forgetBias;
  }

  /**
   * Whether the layer hands on [outputs, its input] at each step, as {@link Builder#concat} says.
   */
  public boolean isConcat() {
    return concat;
  }

  public void setConcat(boolean concat) {
    this.concat = concat;
  }

  /** Units of one direction. */
  int hidden() {
    return Math.toIntExact(bidirectional ? getNOut() / 2 : getNOut());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof Recurrent that
        && cell == that.cell
        && bidirectional == that.bidirectional
        && passes == that.passes
        && passActivation.equals(that.passActivation)
        && inputDropout == that.inputDropout
        && recurrentDropout == that.recurrentDropout
        && weightDropout == that.weightDropout
        && forgetBias == that.forgetBias
        && concat == that.concat;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        super.hashCode(),
        cell,
        bidirectional,
        passes,
        passActivation,
        inputDropout,
        recurrentDropout,
        weightDropout,
        forgetBias,
        concat);
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
    private boolean bidirectional;
    private int passes = 1;
    private IActivation passActivation = new ActivationIdentity();
    private double inputDropout;
    private double recurrentDropout;
    private double weightDropout;
    private double forgetBias = 1;
    private boolean concat;

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
      this.bidirectional = bidirectional;
      return this;
    }

    /** See {@link Recurrent#getPasses}; 1 unless told. */
    public Builder passes(int passes) {
      this.passes = passes;
      return this;
    }

    /** See {@link Recurrent#getPassActivation}; the identity unless told. */
    public Builder passActivation(Activation activation) {
      passActivation = activation.getActivationFunction();
      return this;
    }

    /** See {@link Recurrent#getInputDropout}; 0 for none. */
    public Builder inputDropout(double probability) {
      inputDropout = probability;
      return this;
    }

    /** See {@link Recurrent#getRecurrentDropout}; 0 for none. */
    public Builder recurrentDropout(double probability) {
      recurrentDropout = probability;
      return this;
    }

    /** See {@link Recurrent#getWeightDropout}; 0 for none. */
    public Builder weightDropout(double probability) {
      weightDropout = probability;
      return this;
    }

    /** See {@link Recurrent#getForgetBias}. */
    public Builder forgetBias(double bias) {
      forgetBias = bias;
      return this;
    }

    /**
     * Whether the layer hands on its input, as it comes out of dropout, behind its own outputs, so
     * that what follows sees both; {@code nOut} counts the outputs alone.
     */
    public Builder concat(boolean concat) {
      this.concat = concat;
      return this;
    }

    @Override
    public Recurrent build() {
      return new Recurrent(this);
    }
  }
}
