package io.sequent.common.network.layer;

import io.sequent.common.network.engine.NativeFloats;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scatter.ScatterUpdate;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Looks up the vectors of token ids. Steps that do not count leave no trace in the gradient.
 *
 * <p>The gradient is always whole: zero but for the rows of the ids in the batch. Making millions
 * of numbers zero again takes longer than all else here, so who updates the parameters without
 * writing to the gradient can have it kept, see {@link #keepTouchedRows}.
 */
public final class TokenEmbeddingLayer extends BaseLayer<TokenEmbedding> {
  private static final long serialVersionUID = 1L;

  private transient boolean keepTouchedRows;
  private transient int @Nullable [] touchedRows;

  /** What the last forward pass looked up, time-major; null if it was the input as it is. */
  private transient int @Nullable [] droppedIds;

  public TokenEmbeddingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray weights = getParamWithNoise(TokenEmbeddingParams.WEIGHTS, training, workspaces);
    droppedIds = training && layerConf().getTokenDropout() > 0 ? dropped(ids()) : null;
    int[] ids = lookedUp();
    INDArray vectors =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {ids.length, weights.size(1)}, 'c');
    if (NativeFloats.inOnePiece(weights) && NativeFloats.inOnePiece(vectors)) {
      copyRows(weights, ids, vectors);
    } else {
      Nd4j.pullRows(weights, vectors, 1, ids);
    }
    return TimeMajor.activations(vectors, input.size(0));
  }

  @Override
  public Pair<Gradient, @Nullable INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray deltas = TimeMajor.matrix(epsilon);
    SequenceMask mask = SequenceMask.of(maskArray, input, dataType, layerId());
    INDArray target = gradientViews.get(TokenEmbeddingParams.WEIGHTS);
    if (target == null) {
      throw new IllegalStateException("the gradient has not been laid out");
    }
    if (NativeFloats.inOnePiece(target) && NativeFloats.inOnePiece(deltas)) {
      addRows(deltas, mask, target);
    } else {
      scatter(deltas, mask, target);
    }
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(TokenEmbeddingParams.WEIGHTS, target);
    return new Pair<>(gradient, null);
  }

  /**
   * Whether the next backward passes may rely on nobody writing to the gradient between them, and
   * tell which rows they touched. On only while the caller can promise that.
   */
  public void keepTouchedRows(boolean keep) {
    keepTouchedRows = keep;
  }

  /**
   * The ids that the last backward pass met at steps that count, sorted, each once. The gradient of
   * all other rows is zero.
   *
   * @return null if the pass was not told to keep them, or the layer is not of floats on a CPU
   */
  public int @Nullable [] touchedRows() {
    return touchedRows;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    super.setBackpropGradientsViewArray(gradients);
    touchedRows = null;
  }

  @Override
  public boolean hasBias() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  private static void copyRows(INDArray weights, int[] ids, INDArray vectors) {
    FloatBuffer from = NativeFloats.buffer(weights);
    FloatBuffer to = NativeFloats.buffer(vectors);
    int width = Math.toIntExact(weights.size(1));
    for (int i = 0; i < ids.length; i++) {
      to.put(i * width, from, ids[i] * width, width);
    }
    // Buffers do not keep the arrays from being freed.
    Reference.reachabilityFence(weights);
    Reference.reachabilityFence(vectors);
  }

  /** The gradient row by row, each the sum of what its id got, in the order of the steps. */
  private void addRows(INDArray deltas, @Nullable SequenceMask mask, INDArray target) {
    long[] places = places(mask);
    FloatBuffer from = NativeFloats.buffer(deltas);
    FloatBuffer to = NativeFloats.buffer(target);
    int width = Math.toIntExact(target.size(1));
    float[] sum = new float[width];
    float[] next = new float[width];
    int[] zeroAgain = touchedRows;
    touchedRows = null; // Until all is written.
    if (keepTouchedRows && zeroAgain != null) {
      for (int row : zeroAgain) {
        to.put(row * width, sum);
      }
    } else {
      target.assign(0);
    }
    int[] rows = new int[places.length];
    int count = 0;
    int place = 0;
    while (place < places.length) {
      int row = (int) (places[place] >> Integer.SIZE);
      from.get((int) places[place] * width, sum);
      place++;
      while (place < places.length && places[place] >> Integer.SIZE == row) {
        from.get((int) places[place] * width, next);
        for (int i = 0; i < width; i++) {
          sum[i] += next[i];
        }
        place++;
      }
      to.put(row * width, sum);
      rows[count] = row;
      count++;
    }
    Reference.reachabilityFence(deltas);
    if (keepTouchedRows) {
      touchedRows = Arrays.copyOf(rows, count);
    }
  }

  /** Id in the upper and time-major position in the lower half, sorted, of the steps that count. */
  private long[] places(@Nullable SequenceMask mask) {
    int[] ids = lookedUp();
    int batch = Math.toIntExact(input.size(0));
    long[] places = new long[ids.length];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      if (mask == null || mask.counts(i / batch, i % batch)) {
        places[count] = (long) ids[i] << Integer.SIZE | i;
        count++;
      }
    }
    Arrays.sort(places, 0, count);
    return count == places.length ? places : Arrays.copyOf(places, count);
  }

  /** The same in operations of ND4J, for any type and backend. */
  @SuppressWarnings({"try", "deprecation"}) // The operation that replaces it copies its target.
  private void scatter(INDArray deltas, @Nullable SequenceMask mask, INDArray target) {
    touchedRows = null;
    target.assign(0);
    INDArray counted =
        mask == null ? deltas : deltas.mulColumnVector(mask.flat().reshape(deltas.size(0), 1));
    INDArray ids;
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      ids = Nd4j.createFromArray(lookedUp());
    }
    Nd4j.scatterUpdate(ScatterUpdate.UpdateOp.ADD, target, ids, counted, new int[] {1});
  }

  /** The ids with the unknown one in place of some, drawn among the steps that count. */
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  private int[] dropped(int[] ids) {
    SequenceMask mask = SequenceMask.of(maskArray, input, dataType, layerId());
    int batch = Math.toIntExact(input.size(0));
    float[] draws;
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
        INDArray uniform = Nd4j.rand(DataType.FLOAT, ids.length)) {
      draws = uniform.toFloatVector();
    }
    int[] dropped = ids.clone();
    for (int i = 0; i < ids.length; i++) {
      if (draws[i] < layerConf().getTokenDropout()
          && (mask == null || mask.counts(i / batch, i % batch))) {
        dropped[i] = layerConf().getUnknownToken();
      }
    }
    return dropped;
  }

  private int[] lookedUp() {
    return droppedIds == null ? ids() : droppedIds;
  }

  /** The ids of the input in time-major order. */
  private int[] ids() {
    if (input.rank() != 3 || input.size(1) != 1) {
      throw new IllegalArgumentException(
          "token ids must have the shape [batch, 1, time], not " + input.shapeInfoToString());
    }
    int[] ids = TimeMajor.matrix(input).toIntVector();
    for (int id : ids) {
      if (id < 0 || id >= layerConf().getNIn()) {
        throw new IllegalArgumentException(
            "token id %d outside of the vocabulary of %d".formatted(id, layerConf().getNIn()));
      }
    }
    return ids;
  }
}
