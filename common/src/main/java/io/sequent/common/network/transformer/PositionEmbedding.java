package io.sequent.common.network.transformer;

import static java.util.Map.entry;

import io.sequent.common.network.layer.DropoutProbability;
import io.sequent.common.network.layer.Parameter;
import io.sequent.common.network.layer.SameWidth;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link PositionEmbeddingLayer}: to each step of sequences [batch, width,
 * time] a learned vector of its position is added. Steps that the mask leaves out come out as
 * zeros.
 *
 * <p>With a {@link #isClassToken class token} a learned vector comes out in front of the steps,
 * [batch, width, 1 + time], and the mask grows with it: it collects a summary of the sequence
 * (Devlin et al. 2019), for {@link io.sequent.common.network.layer.pooling.Pooling#FIRST}.
 *
 * <p>The parameter P has the vector of the class token, if there is one, as its first row, and then
 * those of the positions. The layer ignores dropout other than its own.
 */
public final class PositionEmbedding extends SameWidth {
  private static final long serialVersionUID = 1L;

  static final String TABLE = "P";

  private int maxLength;
  private boolean classToken;
  private double dropout;

  // For Jackson.
  private PositionEmbedding() {}

  private PositionEmbedding(Builder builder) {
    super(builder);
    maxLength = builder.maxLength;
    classToken = builder.classToken;
    dropout = builder.dropout;
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new PositionEmbeddingLayer(conf, type);
  }

  @Override
  protected List<Parameter> parameters() {
    long positions = ahead() + (long) maxLength;
    return List.of(Parameter.weight(TABLE, 'c', positions, getNIn()).drawn(getWeightInitFn()));
  }

  /**
   * What comes out.
   *
   * @throws IllegalArgumentException if the input is known to be longer than the positions reach
   * @throws IllegalStateException if the input is not sequences
   */
  @Override
  public InputType getOutputType(int index, InputType input) {
    InputTypeRecurrent sequences = sequences(index, input);
    long time = sequences.getTimeSeriesLength();
    requireWithinReach(time);
    return InputType.recurrent(sequences.getSize(), time > 0 ? time + ahead() : time);
  }

  /** Refuses a sequence that is too long. */
  void requireWithinReach(long time) {
    if (time > maxLength) {
      throw new IllegalArgumentException(
          "a sequence of %d steps, but positions are learned for %d at most"
              .formatted(time, maxLength));
    }
  }

  /** Steps that come out before those of the input. */
  int ahead() {
    return classToken ? 1 : 0;
  }

  @Override
  protected long workingNumbers(InputType input) {
    return 0;
  }

  /** Steps of the longest sequence, the class token not counted. */
  public int getMaxLength() {
    return maxLength;
  }

  public void setMaxLength(int maxLength) {
    this.maxLength = maxLength;
  }

  /** Whether there is one; see above. */
  public boolean isClassToken() {
    return classToken;
  }

  public void setClassToken(boolean classToken) {
    this.classToken = classToken;
  }

  /** The probability of each output to be dropped in training. */
  public double getDropout() {
    return dropout;
  }

  public void setDropout(double dropout) {
    this.dropout = dropout;
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(
        entry("maxLength", maxLength), entry("classToken", classToken), entry("dropout", dropout));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final int maxLength;
    private boolean classToken;
    private double dropout;

    /**
     * Builder.
     *
     * @param maxLength steps of the longest sequence, at least 1
     * @throws IllegalArgumentException for fewer
     */
    public Builder(int maxLength) {
      if (maxLength < 1) {
        throw new IllegalArgumentException(
            "positions of %d steps, expected at least 1".formatted(maxLength));
      }
      this.maxLength = maxLength;
    }

    /** See {@link PositionEmbedding#isClassToken}; false by default. */
    public Builder classToken(boolean classToken) {
      this.classToken = classToken;
      return this;
    }

    /**
     * See {@link PositionEmbedding#getDropout}; 0 by default.
     *
     * @param probability from 0, for none, to less than 1
     * @throws IllegalArgumentException for another
     */
    public Builder dropout(double probability) {
      dropout = DropoutProbability.require("dropout", probability);
      return this;
    }

    @Override
    public PositionEmbedding build() {
      return new PositionEmbedding(this);
    }
  }
}
