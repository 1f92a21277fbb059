package io.sequent.common.network.layer.pooling;

import io.sequent.common.network.layer.ConfiguredLayer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a {@link PoolingLayer}: input [batch, features, time], output [batch, pooled
 * features], the kinds of pooling one after the other. It has no parameters; {@link
 * AttentionPooling} does.
 */
public final class SequencePooling extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  private List<Pooling> kinds = List.of();
  private int length;

  // For Jackson.
  private SequencePooling() {}

  /**
   * A layer.
   *
   * @param kinds at least one; in this order in the output
   * @param length steps that {@link Pooling#FLATTEN} provides for; else 0 will do
   * @throws IllegalArgumentException for flatten without a length, no kind at all, or attention,
   *     which takes an {@link AttentionPooling}
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
  public Layer instantiate(
      NeuralNetConfiguration conf,
      @Nullable Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    return ConfiguredLayer.of(
        new PoolingLayer(conf, type), conf, listeners, index, params, initialize);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return concatenation().outputType(index, input);
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    return new LayerMemoryReport.Builder(
            getLayerName(), SequencePooling.class, input, getOutputType(-1, input))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, input.arrayElementsPerExample())
        .cacheMemory(0, 0)
        .build();
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
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof SequencePooling that
        && kinds.equals(that.kinds)
        && length == that.length;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), kinds, length);
  }

  @Override
  public String toString() {
    return "SequencePooling(kinds=" + kinds + ", length=" + length + ")";
  }
}
