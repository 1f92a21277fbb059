package io.sequent.common.network.transformer;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** The configuration of a layer that takes sequences and puts out sequences of the same width. */
abstract class SameWidth extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  // For Jackson.
  SameWidth() {}

  SameWidth(Builder<?> builder) {
    super(builder);
    setActivationFn(new ActivationIdentity());
    initializeConstraints(builder);
  }

  /** Numbers that the layer makes of a sequence of this input and keeps. */
  abstract long workingNumbers(InputTypeRecurrent input);

  /** The width follows from the input. */
  @Override
  public final void setNIn(InputType input, boolean override) {
    if (input instanceof InputTypeRecurrent sequences) {
      setNIn(sequences.getSize());
      setNOut(sequences.getSize());
    }
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return sequences(index, input);
  }

  final InputTypeRecurrent sequences(int index, InputType input) {
    if (input instanceof InputTypeRecurrent sequences) {
      return sequences;
    }
    throw new IllegalStateException(
        "%s takes sequences, but layer %d gets %s"
            .formatted(getClass().getSimpleName(), index, input));
  }

  @Override
  public final @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType input) {
    long params = initializer().numParams(this);
    return new LayerMemoryReport.Builder(
            getLayerName(), getClass(), input, getOutputType(-1, input))
        .standardMemory(params, getIUpdater().stateSize(params))
        .workingMemory(0, 0, 0, workingNumbers(sequences(-1, input)))
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
