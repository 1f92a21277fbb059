package io.sequent.common.network.layer.convolution;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.ParameterlessLayer;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Takes the largest of each feature in windows of steps. The first of equal ones has it. A forward
 * pass keeps where in the time-major input each output is from.
 */
final class WindowMaximumLayer extends ParameterlessLayer<WindowMaximum, int[]> {
  private static final long serialVersionUID = 1L;

  private static final int NONE = -1;

  WindowMaximumLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray steps = TimeMajor.matrix(input.castTo(dataType));
    IntToDoubleFunction values = values(steps);
    int[] found = sources(values, Math.toIntExact(steps.size(1)));
    keep(found);
    double[] largest = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      largest[i] = found[i] == NONE ? 0 : values.applyAsDouble(found[i]);
    }
    INDArray out = matrix(workspaces, ArrayType.ACTIVATIONS, found.length / steps.size(1));
    write(largest, out);
    return TimeMajor.activations(out, input.size(0));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    int[] from = takePass(workspaces);
    IntToDoubleFunction deltas = values(TimeMajor.matrix(epsilon));
    double[] gradient = new double[Math.toIntExact(input.length())];
    for (int i = 0; i < from.length; i++) {
      if (from[i] != NONE) {
        gradient[from[i]] = deltas.applyAsDouble(i);
      }
    }
    INDArray result = matrix(workspaces, ArrayType.ACTIVATION_GRAD, input.size(0) * input.size(2));
    write(gradient, result);
    return new Pair<>(new DefaultGradient(), TimeMajor.activations(result, input.size(0)));
  }

  /** For each output the place of the largest input; {@link #NONE} where no step counts. */
  private int[] sources(IntToDoubleFunction values, int features) {
    SequenceMask mask = mask();
    int batch = Math.toIntExact(input.size(0));
    int time = Math.toIntExact(input.size(2));
    int step = batch * features;
    int[] found = new int[Math.toIntExact(layerConf().windows(time)) * step];
    Arrays.fill(found, NONE);
    for (int t = 0; t < time; t++) {
      int window = t / layerConf().getSize() * step;
      for (int b = 0; b < batch; b++) {
        if (mask == null || mask.counts(t, b)) {
          for (int f = b * features; f < (b + 1) * features; f++) {
            int best = found[window + f];
            int here = t * step + f;
            if (best == NONE || values.applyAsDouble(here) > values.applyAsDouble(best)) {
              found[window + f] = here;
            }
          }
        }
      }
    }
    return found;
  }

  private static IntToDoubleFunction values(INDArray matrix) {
    if (NativeFloats.inOnePiece(matrix)) {
      float[] floats = NativeFloats.read(matrix);
      return i -> floats[i];
    }
    double[] doubles = matrix.ravel().toDoubleVector();
    return i -> doubles[i];
  }

  private static void write(double[] numbers, INDArray matrix) {
    if (NativeFloats.inOnePiece(matrix)) {
      float[] floats = new float[numbers.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) numbers[i];
      }
      NativeFloats.write(floats, matrix);
    } else {
      matrix.assign(Nd4j.createFromArray(numbers).reshape(matrix.shape()));
    }
  }

  private INDArray matrix(LayerWorkspaceMgr workspaces, ArrayType type, long rows) {
    return workspaces.createUninitialized(type, dataType, new long[] {rows, input.size(1)}, 'c');
  }

  /** A window counts if one of its steps does. */
  @Override
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, @Nullable MaskState state, int batch) {
    maskArray = mask;
    maskState = state;
    if (mask == null) {
      return null;
    }
    double[][] steps = mask.castTo(DataType.DOUBLE).toDoubleMatrix();
    int size = layerConf().getSize();
    double[][] windows = new double[steps.length][(int) layerConf().windows(steps[0].length)];
    for (int row = 0; row < steps.length; row++) {
      for (int t = 0; t < steps[row].length; t++) {
        windows[row][t / size] = Math.max(windows[row][t / size], steps[row][t]);
      }
    }
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      return new Pair<>(Nd4j.create(windows).castTo(mask.dataType()), state);
    }
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
