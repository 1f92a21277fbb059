package io.sequent.common.network.layer.embedding;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A dense layer on sparse vectors: sums the rows of its weights that an example has numbers for.
 */
public final class WeightedBagLayer extends BaseLayer<WeightedBag> implements TouchedRows {
  private static final long serialVersionUID = 1L;

  private final transient EmbeddingTable table = new EmbeddingTable(0);
  private transient boolean keepTouchedRows;

  // Of the forward pass, for the backward pass.
  private transient @Nullable Lookup lookup;
  private transient @Nullable INDArray sums; // before the activation

  public WeightedBagLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Lookup found = lookup(training);
    INDArray out = matrix(workspaces);
    INDArray weights = getParamWithNoise(WeightedBagParams.WEIGHTS, training, workspaces);
    table.lookUp(weights, found, out);
    out.addiRowVector(getParamWithNoise(WeightedBagParams.BIAS, training, workspaces));
    if (training) {
      lookup = found;
      // Activations work in place.
      sums = matrix(workspaces).assign(out);
    }
    return layerConf().getActivationFn().getActivation(out, training);
  }

  @Override
  public Pair<Gradient, @Nullable INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (lookup == null || sums == null) {
      activate(true, workspaces);
    }
    INDArray deltas =
        layerConf().getActivationFn().backprop(requireNonNull(sums), epsilon).getFirst();
    INDArray rows = deltas.ordering() == 'c' ? deltas : deltas.dup('c');
    table.addUp(
        rows, requireNonNull(lookup), null, gradient(WeightedBagParams.WEIGHTS), keepTouchedRows);
    rows.sum(gradient(WeightedBagParams.BIAS), 0);
    weightNoiseParams.clear();
    forget();
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
    return new Pair<>(gradient, null);
  }

  private Lookup lookup(boolean training) {
    if (input.rank() != 3 || input.size(1) != WeightedBag.CHANNELS) {
      throw new IllegalArgumentException(
          "%s takes places and numbers [batch, 2, entries], not %s"
              .formatted(layerId(), Arrays.toString(input.shape())));
    }
    int[] places = channel(0).toIntVector();
    for (int place : places) {
      if (place < 0 || place >= layerConf().getNIn()) {
        throw new IllegalArgumentException(
            "place %d outside of the %d of %s".formatted(place, layerConf().getNIn(), layerId()));
      }
    }
    float[] numbers = channel(1).toFloatVector();
    if (training && layerConf().getEntryDropout() > 0) {
      drop(places, numbers, layerConf().getEntryDropout());
    }
    return Lookup.weighted(places, Math.toIntExact(input.size(2)), numbers);
  }

  /** Leaves out some entries, as if they were not there, and scales up the others. */
  private static void drop(int[] places, float[] numbers, double probability) {
    float scale = (float) (1 / (1 - probability));
    float[] draws = RandomNumbers.uniform(places.length);
    for (int i = 0; i < places.length; i++) {
      if (draws[i] < probability) {
        places[i] = 0;
      } else {
        numbers[i] *= scale;
      }
    }
  }

  private INDArray channel(int index) {
    return input
        .get(NDArrayIndex.all(), NDArrayIndex.point(index), NDArrayIndex.all())
        .dup('c')
        .ravel();
  }

  private INDArray matrix(LayerWorkspaceMgr workspaces) {
    return workspaces.createUninitialized(
        ArrayType.ACTIVATIONS, dataType, new long[] {input.size(0), layerConf().getNOut()}, 'c');
  }

  private INDArray gradient(String key) {
    INDArray view = gradientViews.get(key);
    if (view == null) {
      throw new IllegalStateException("the gradient has not been laid out");
    }
    return view;
  }

  @Override
  public void keepTouchedRows(boolean keep) {
    keepTouchedRows = keep;
  }

  @Override
  public int @Nullable [] touchedRows(String parameter) {
    return parameter.equals(WeightedBagParams.WEIGHTS) ? table.touchedRows() : null;
  }

  @Override
  public boolean hasLazyUpdates() {
    return layerConf().isLazyUpdates();
  }

  @Override
  public int width(String parameter) {
    return Math.toIntExact(layerConf().getNOut());
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    super.setBackpropGradientsViewArray(gradients);
    table.forget();
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    forget();
  }

  @Override
  public void clear() {
    super.clear();
    forget();
  }

  private void forget() {
    lookup = null;
    sums = null;
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    return null; // Places that are empty say so themselves.
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
