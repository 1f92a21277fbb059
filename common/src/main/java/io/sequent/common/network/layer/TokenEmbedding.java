package io.sequent.common.network.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a {@link TokenEmbeddingLayer}: token ids [batch, 1, time] become vectors
 * [batch, nOut, time].
 *
 * <p>Unlike Deeplearning4j's {@code EmbeddingSequenceLayer} it looks each id up once per training
 * step, keeps each vector in one piece of memory, and takes the length of the batch at hand.
 *
 * <p>With {@link #isLazyUpdates lazy updates}, a {@link
 * io.sequent.common.network.update.TrainingStep} leaves the vectors of ids that the batch does not
 * hold alone, which saves most of the time with a large vocabulary. The mathematics are others:
 *
 * <ul>
 *   <li>Moments (Adam, AdamW, AMSGrad, AdaBelief, AdaDelta, RMSprop, Nesterov's momentum) of the
 *       other vectors stand still where they would fade, and the vectors do not move on with them.
 *       The bias correction counts all updates of the network. PyTorch's SparseAdam and
 *       TensorFlow's LazyAdam do the same.
 *   <li>Weight decay, L1 and L2 act on the vectors of the batch alone.
 *   <li>AdaGrad, and SGD without momentum, come to the same with and without, unless there is
 *       weight decay, L1 or L2.
 * </ul>
 *
 * <p>{@code MultiLayerNetwork.fit} knows nothing of it and updates everything; so does the training
 * step where it hands over to that.
 */
public final class TokenEmbedding extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  private boolean lazyUpdates;

  // For Jackson.
  private TokenEmbedding() {}

  private TokenEmbedding(Builder builder) {
    super(builder);
    lazyUpdates = builder.lazyUpdates;
    setActivationFn(new ActivationIdentity());
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
    return ConfiguredLayer.of(
        new TokenEmbeddingLayer(conf, type), conf, listeners, index, params, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return TokenEmbeddingParams.INSTANCE;
  }

  /** Both sizes are the builder's: the input has one channel whatever the vocabulary. */
  @Override
  public void setNIn(InputType input, boolean override) {}

  @Override
  public InputType getOutputType(int index, InputType input) {
    if (!(input instanceof InputTypeRecurrent sequences)) {
      throw new IllegalStateException(
          "an embedding takes sequences, but layer " + index + " gets " + input);
    }
    return InputType.recurrent(getNOut(), sequences.getTimeSeriesLength());
  }

  @Override
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    long params = initializer().numParams(this);
    return new LayerMemoryReport.Builder(
            getLayerName(), TokenEmbedding.class, input, getOutputType(-1, input))
        .standardMemory(params, getIUpdater().stateSize(params))
        .workingMemory(0, 0, 0, getNOut())
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  /** Whether a training step updates only the vectors of the ids in its batch; see above. */
  public boolean isLazyUpdates() {
    return lazyUpdates;
  }

  public void setLazyUpdates(boolean lazyUpdates) {
    this.lazyUpdates = lazyUpdates;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof TokenEmbedding that
        && lazyUpdates == that.lazyUpdates;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), lazyUpdates);
  }

  @Override
  public String toString() {
    return "TokenEmbedding(nIn=%d, nOut=%d, lazyUpdates=%s)"
        .formatted(getNIn(), getNOut(), lazyUpdates);
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // The signature of build is Deeplearning4j's.
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private boolean lazyUpdates;

    /**
     * Builder.
     *
     * @param vocabulary how many ids there are
     * @param size of the vector of each
     */
    public Builder(int vocabulary, int size) {
      setNIn(vocabulary);
      setNOut(size);
    }

    /** See {@link TokenEmbedding#isLazyUpdates}. */
    public Builder lazyUpdates(boolean lazy) {
      lazyUpdates = lazy;
      return this;
    }

    @Override
    public TokenEmbedding build() {
      return new TokenEmbedding(this);
    }
  }
}
