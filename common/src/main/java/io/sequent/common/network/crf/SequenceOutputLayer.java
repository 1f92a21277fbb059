package io.sequent.common.network.crf;

import io.sequent.common.network.layer.BaseFeedForwardLayer;
import io.sequent.common.network.layer.TrainableLayer;
import java.util.List;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * What Deeplearning4j requires of any output layer with labels at each step. Methods that use a
 * layer as a classifier without its network are refused.
 *
 * @param <C> the configuration
 * @param <P> what the layer keeps of a pass
 */
abstract class SequenceOutputLayer<C extends BaseFeedForwardLayer, P> extends TrainableLayer<C, P>
    implements IOutputLayer {
  private static final long serialVersionUID = 1L;

  private transient @Nullable INDArray labels;

  SequenceOutputLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public final INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    return activate(training, workspaces);
  }

  @Override
  public final boolean needsLabels() {
    return true;
  }

  @Override
  public void setLabels(@Nullable INDArray labels) {
    this.labels = labels;
  }

  @Override
  public final @Nullable INDArray getLabels() {
    return labels;
  }

  /** The mask of the features has no meaning here; that of the labels has. */
  @Override
  public final @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    return null;
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
  }

  @Override
  public final Type type() {
    return Type.RECURRENT;
  }

  /**
   * Number of tags.
   *
   * @deprecated in Deeplearning4j
   */
  @Deprecated
  @Override
  public final int numLabels() {
    return tags();
  }

  private int tags() {
    return Math.toIntExact(layerConf().getNOut());
  }

  @Override
  public final double f1Score(DataSet data) {
    throw alone();
  }

  @Override
  public final double f1Score(INDArray examples, INDArray labels) {
    throw alone();
  }

  @Override
  public final int[] predict(INDArray examples) {
    throw alone();
  }

  @Override
  public final List<String> predict(DataSet data) {
    throw alone();
  }

  @Override
  public final void fit(DataSetIterator data) {
    throw alone();
  }

  @Override
  public final void fit(DataSet data) {
    throw alone();
  }

  @Override
  public final void fit(INDArray examples, INDArray labels) {
    throw alone();
  }

  @Override
  public final void fit(INDArray examples, int[] labels) {
    throw alone();
  }

  private UnsupportedOperationException alone() {
    return new UnsupportedOperationException(layerId() + " works only as part of a network");
  }
}
