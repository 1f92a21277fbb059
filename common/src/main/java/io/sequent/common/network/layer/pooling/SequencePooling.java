package io.sequent.common.network.layer.pooling;

import static java.util.Map.entry;

import io.sequent.common.network.layer.Parameterless;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The configuration of a {@link PoolingLayer}: input [batch, features, time], output [batch, pooled
 * features], the kinds of pooling one after the other. It has no parameters; {@link
 * AttentionPooling} does.
 */
public final class SequencePooling extends Parameterless {
  private static final long serialVersionUID = 1L;

  private List<Pooling> kinds = List.of();
  private int length;

  // For Jackson.
  private SequencePooling() {}

  /**
   * A layer.
   *
   * @param kinds at least one; in this order in the output
   * @param length steps that {@link Pooling#FLATTEN} provides for; otherwise 0
   * @throws IllegalArgumentException for flatten without a length, no kind at all, or attention,
   *     which needs an {@link AttentionPooling}
   */
  public SequencePooling(List<Pooling> kinds, int length) {
    if (kinds.contains(Pooling.ATTENTION)) {
      throw new IllegalArgumentException("attention has parameters, expected AttentionPooling");
    }
    Concatenation concatenation = new Concatenation(kinds, length);
    this.kinds = concatenation.kinds();
    this.length = length;
  }

  @Override
  protected Layer newLayer(NeuralNetConfiguration conf, DataType type) {
    return new PoolingLayer(conf, type);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return concatenation().outputType(sequences(index, input));
  }

  Concatenation concatenation() {
    return new Concatenation(kinds, length);
  }

  public List<Pooling> getKinds() {
    return kinds;
  }

  public void setKinds(List<Pooling> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  public int getLength() {
    return length;
  }

  public void setLength(int length) {
    this.length = length;
  }

  @Override
  protected List<Map.Entry<String, ?>> options() {
    return List.of(entry("kinds", kinds), entry("length", length));
  }
}
