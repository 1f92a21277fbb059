package io.sequent.common.network.layer.embedding;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.TrainableLayer;
import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer on sparse vectors: sums the rows of its weights that an example has numbers for.
 */
final class WeightedBagLayer extends TrainableLayer<WeightedBag, WeightedBagLayer.Pass>
    implements TouchedRows {
  private static final long serialVersionUID = 1L;

  private final transient EmbeddingTable table = new EmbeddingTable(0);
  private transient boolean keepTouchedRows;

  /**
   * What the backward pass needs of a forward pass.
   *
   * @param sums before the activation, shape [batch, nOut]
   */
  record Pass(Lookup lookup, INDArray sums) {}

  WeightedBagLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Lookup found = lookup(training);
    INDArray out = matrix(workspaces, ArrayType.ACTIVATIONS, input.size(0), layerConf().getNOut());
    INDArray weights = getParamWithNoise(WeightedBag.WEIGHTS, training, workspaces);
    table.lookUp(weights, found, getParamWithNoise(WeightedBag.BIAS, training, workspaces), out);
    if (training) {
      keep(new Pass(found, copy(out, workspaces)));
    }
    return layerConf().getActivationFn().getActivation(out, training);
  }

  @Override
  public Pair<Gradient, @Nullable INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pass pass = takePass(workspaces);
    INDArray deltas = layerConf().getActivationFn().backprop(pass.sums(), epsilon).getFirst();
    INDArray rows = deltas.ordering() == 'c' ? deltas : deltas.dup('c');
    table.addUp(rows, pass.lookup(), null, gradient(WeightedBag.WEIGHTS), keepTouchedRows);
    rows.sum(gradient(WeightedBag.BIAS), 0);
    return new Pair<>(gradients(), null);
  }

  private Lookup lookup(boolean training) {
    if (input.rank() != 3 || input.size(1) != WeightedBag.CHANNELS) {
      throw new IllegalArgumentException(
          "%s accepts places and numbers [batch, 2, entries], not %s"
              .formatted(layerId(), Arrays.toString(input.shape())));
    }
    float[] all =
        NativeFloats.inOnePiece(input) ? NativeFloats.read(input) : input.dup('c').data().asFloat();
    int each = Math.toIntExact(input.size(2));
    int[] places = new int[all.length / WeightedBag.CHANNELS];
    float[] numbers = new float[places.length];
    for (int from = 0; from < places.length; from += each) {
      for (int i = from; i < from + each; i++) {
        places[i] = (int) all[from + i];
        if (places[i] < 0 || places[i] >= layerConf().getNIn()) {
          throw new IllegalArgumentException(
              "place %d outside of the %d of %s"
                  .formatted(places[i], layerConf().getNIn(), layerId()));
        }
      }
      // The places of an example are followed by its numbers.
      System.arraycopy(all, WeightedBag.CHANNELS * from + each, numbers, from, each);
    }
    if (training && layerConf().getEntryDropout() > 0) {
      drop(places, numbers, layerConf().getEntryDropout());
    }
    return Lookup.weighted(places, each, numbers);
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

  @Override
  public void keepTouchedRows(boolean keep) {
    keepTouchedRows = keep;
  }

  @Override
  public int @Nullable [] touchedRows(String parameter) {
    return parameter.equals(WeightedBag.WEIGHTS) ? table.touchedRows() : null;
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
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    return null; // Places that are empty say so themselves.
  }
}
