package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Scratch.Memory;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A recurrent layer of Deeplearning4j around a {@link RecurrentKernel}.
 *
 * <p>The forward pass is kept for the backward pass. Under truncated back-propagation each segment
 * starts from the state in which the one before ended, forward and backward; no gradient flows into
 * the segment before.
 */
final class RecurrentLayer extends BaseRecurrentLayer<Recurrent> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable RecurrentKernel kernel;
  private transient @Nullable Pass forward;
  private transient @Nullable Pass reverse;
  private transient @Nullable InputDropout inputDropout;
  private transient @Nullable WeightDropout weightDropout;
  private transient @Nullable StateBuffer carried; // from batch to batch; null for not at all

  RecurrentLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    StateBuffer buffer = carried;
    if (buffer == null) {
      return run(null, training, workspaces);
    }
    assertInputSet(false);
    INDArray output = run(buffer.first(input.size(0)), training, workspaces);
    buffer.put(last());
    return output;
  }

  /**
   * Whether each {@link #activate} resumes from the state in which the previous one ended; the
   * first one from zeros.
   */
  void carry(boolean wanted) {
    carried = wanted ? new StateBuffer() : null;
  }

  /** The weights of the forward direction, as they are now. */
  public RecurrentWeights weights() {
    return RecurrentParams.weights(params, false);
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
    requireOneDirection("rnnTimeStep");
    setInput(input, workspaces);
    INDArray output = run(RecurrentState.read(stateMap), false, workspaces);
    last().write(stateMap);
    return output;
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
    requireOneDirection("truncated back-propagation");
    setInput(input, workspaces);
    INDArray output = run(RecurrentState.read(tBpttStateMap), training, workspaces);
    if (store) {
      last().write(tBpttStateMap);
    }
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int length, LayerWorkspaceMgr workspaces) {
    return backpropGradient(epsilon, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (forward == null) {
      activate(true, workspaces);
    }
    int hidden = layerConf().hidden();
    Memory memory = memory(workspaces, ArrayType.ACTIVATION_GRAD);
    Memory scratch = memory(workspaces, ArrayType.BP_WORKING_MEM);
    INDArray deltas = TimeMajor.matrix(epsilon);
    INDArray inputDeltas;
    if (layerConf().isBidirectional()) {
      inputDeltas = backward(forward, columns(deltas, 0, hidden), false, memory, scratch);
      inputDeltas.addi(
          backward(reverse, columns(deltas, hidden, 2 * hidden), true, scratch, scratch));
    } else {
      inputDeltas = backward(forward, ownColumns(deltas), false, memory, scratch);
    }
    if (layerConf().isConcat()) {
      inputDeltas.addi(columns(deltas, outputs(), outputs() + inputDeltas.columns()));
    }
    dropPasses();
    if (weightDropout != null) {
      weightDropout.backward(gradientViews);
    }
    weightNoiseParams.clear();
    if (inputDropout != null) {
      inputDropout.backward(inputDeltas, getIterationCount(), getEpochCount());
    }
    return new Pair<>(gradients(), TimeMajor.activations(inputDeltas, epsilon.size(0)));
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    dropPasses();
  }

  @Override
  public void clear() {
    super.clear();
    dropPasses();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  private INDArray run(
      @Nullable RecurrentState initial, boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int batch = Math.toIntExact(input.size(0));
    if (initial != null && initial.hidden().size(0) != batch) {
      throw new IllegalStateException(
          "a batch of %d after a state of %d sequences; call rnnClearPreviousState between them"
              .formatted(batch, initial.hidden().size(0)));
    }
    INDArray steps = TimeMajor.matrix(input.castTo(dataType));
    if (training) {
      // The backward pass needs it; a copy into order c would be gone by then.
      steps = workspaces.leverageTo(ArrayType.ACTIVATIONS, steps);
      inputDropout = new InputDropout(layerConf(), batch);
      steps = inputDropout.apply(steps, getIterationCount(), getEpochCount(), workspaces);
    }
    SequenceMask mask = SequenceMask.of(maskArray, input, dataType, layerId());
    INDArray output =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {steps.size(0), outputs() + (layerConf().isConcat() ? steps.size(1) : 0)},
            'c');
    if (layerConf().isConcat()) {
      columns(output, outputs(), outputs() + steps.columns()).assign(steps);
    }
    Map<String, INDArray> weights = params(training, workspaces);
    Run how = new Run(steps, batch, initial, mask, weights, training, workspaces);
    if (layerConf().isBidirectional()) {
      int hidden = layerConf().hidden();
      forward = pass(how, columns(output, 0, hidden), false);
      reverse = pass(how, columns(output, hidden, 2 * hidden), true);
    } else {
      forward = pass(how, ownColumns(output), false);
      reverse = null;
    }
    return TimeMajor.activations(output, batch);
  }

  /** Inputs that both directions of a run share. */
  private record Run(
      INDArray steps,
      int batch,
      @Nullable RecurrentState initial,
      @Nullable SequenceMask mask,
      Map<String, INDArray> weights,
      boolean training,
      LayerWorkspaceMgr workspaces) {}

  private Pass pass(Run run, INDArray output, boolean backwards) {
    LayerWorkspaceMgr workspaces = run.workspaces;
    double dropout = run.training ? layerConf().getRecurrentDropout() : 0;
    Memory scratch = memory(workspaces, ArrayType.FF_WORKING_MEM);
    Options options =
        new Options(
            backwards,
            run.initial,
            run.mask,
            InputDropout.factors(dropout, dataType, run.batch, layerConf().hidden(), workspaces),
            run.training,
            run.training ? memory(workspaces, ArrayType.ACTIVATIONS) : scratch,
            scratch);
    RecurrentWeights weights = RecurrentParams.weights(run.weights, backwards);
    return kernelOfPasses()
        .forward(layerConf().getCell(), weights, run.steps, run.batch, output, options);
  }

  private RecurrentKernel kernelOfPasses() {
    int passes = layerConf().getPasses();
    return passes == 1
        ? kernel()
        : new RepeatedKernel(kernel(), passes, layerConf().getPassActivation());
  }

  private RecurrentKernel kernel() {
    boolean oneDnn = dataType == DataType.FLOAT && Kernels.usesOneDnn();
    if (kernel == null || oneDnn != kernel instanceof OneDnnKernel) {
      kernel =
          oneDnn ? new OneDnnKernel(layerConf().getPrecision().rounds()) : new PortableKernel();
    }
    return kernel;
  }

  /** The weights as a pass sees them. */
  private Map<String, INDArray> params(boolean training, LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> weights = params;
    if (layerConf().getWeightNoise() != null) {
      Map<String, INDArray> noisy = new LinkedHashMap<>();
      params.keySet().forEach(key -> noisy.put(key, getParamWithNoise(key, training, workspaces)));
      weights = noisy;
    }
    double dropout = training ? layerConf().getWeightDropout() : 0;
    if (dropout == 0) {
      weightDropout = null;
      return weights;
    }
    List<String> keys = RecurrentParams.INSTANCE.recurrentKeys(layerConf());
    weightDropout = WeightDropout.draw(weights, keys, dropout, workspaces);
    return weightDropout.applied(weights, workspaces);
  }

  private INDArray backward(
      @Nullable Pass pass, INDArray deltas, boolean backwards, Memory memory, Memory scratch) {
    if (pass == null) {
      throw new IllegalStateException("backward pass without a forward pass");
    }
    InputGradient gradient =
        pass.backward(deltas, RecurrentParams.weights(gradientViews, backwards), memory, scratch);
    return gradient.input();
  }

  private Gradient gradients() {
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
    return gradient;
  }

  private int outputs() {
    return Math.toIntExact(layerConf().getNOut());
  }

  /** The columns that the layer computes itself, without the input that it passes on. */
  private INDArray ownColumns(INDArray output) {
    return layerConf().isConcat() ? columns(output, 0, outputs()) : output;
  }

  private static INDArray columns(INDArray matrix, int from, int to) {
    return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  private static Memory memory(LayerWorkspaceMgr workspaces, ArrayType type) {
    return (dataType, order, shape) -> workspaces.createUninitialized(type, dataType, shape, order);
  }

  private RecurrentState last() {
    if (forward == null) {
      throw new IllegalStateException("state asked for before a forward pass");
    }
    return forward.last();
  }

  private void dropPasses() {
    forward = null;
    reverse = null;
  }

  private void requireOneDirection(String what) {
    if (layerConf().isBidirectional()) {
      throw new IllegalStateException(
          what + " needs a layer of one direction, but layer " + getIndex() + " is bidirectional");
    }
  }
}
