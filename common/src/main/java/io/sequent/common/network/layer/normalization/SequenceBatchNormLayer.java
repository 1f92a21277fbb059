package io.sequent.common.network.layer.normalization;

import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import io.sequent.common.network.layer.TrainableLayer;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Normalises the channels of sequences over a batch; see {@link SequenceBatchNorm}. */
final class SequenceBatchNormLayer
    extends TrainableLayer<SequenceBatchNorm, SequenceBatchNormLayer.Pass> {
  private static final long serialVersionUID = 1L;

  SequenceBatchNormLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /**
   * Each channel's mean and variance.
   *
   * @param mean shape [1, channels]
   * @param variance shape [1, channels]
   */
  record Moments(INDArray mean, INDArray variance) {
    /** {@code 1 / sqrt(variance + epsilon)}. */
    INDArray scale() {
      return Transforms.pow(variance.add(SequenceBatchNorm.EPSILON), -0.5, false);
    }
  }

  /**
   * What the backward pass needs of a forward pass.
   *
   * @param normalized before scale and shift, shape [time * batch, channels]
   */
  record Pass(INDArray normalized, Moments moments) {}

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray x = TimeMajor.matrix(input.castTo(dataType));
    Steps steps = steps();
    // Where no step counts there are no statistics to learn.
    boolean ofBatch = training && steps.count() > 0;
    Moments moments = ofBatch ? moments(x, steps, workspaces) : running();
    INDArray out = matrix(workspaces, ArrayType.ACTIVATIONS, x.size(0));
    out.assign(x).subiRowVector(moments.mean()).muliRowVector(moments.scale());
    if (training) {
      INDArray normalized = matrix(workspaces, ArrayType.ACTIVATIONS, x.size(0)).assign(out);
      keep(new Pass(normalized, moments));
    }
    out.muliRowVector(getParam(SequenceBatchNorm.GAMMA));
    out.addiRowVector(getParam(SequenceBatchNorm.BETA));
    return TimeMajor.activations(steps.leaveOut(out), input.size(0));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pass forward = takePass(workspaces);
    INDArray normalized = forward.normalized();
    Steps steps = steps();
    INDArray deltas = matrix(workspaces, ArrayType.ACTIVATION_GRAD, normalized.size(0));
    steps.leaveOut(deltas.assign(TimeMajor.matrix(epsilon)));
    INDArray byBeta = steps.sum(deltas);
    INDArray byGamma = steps.sum(deltas.mul(normalized));
    gradient(SequenceBatchNorm.BETA).assign(byBeta);
    gradient(SequenceBatchNorm.GAMMA).assign(byGamma);
    approach(forward.moments());

    double share = 1.0 / Math.max(1, steps.count());
    deltas.subiRowVector(byBeta.mul(share));
    deltas.subi(normalized.mulRowVector(byGamma.mul(share)));
    INDArray scale = forward.moments().scale().muli(getParam(SequenceBatchNorm.GAMMA));
    steps.leaveOut(deltas.muliRowVector(scale));
    return new Pair<>(learned(), TimeMajor.activations(deltas, input.size(0)));
  }

  /** In the place of a gradient, what takes the running averages a step towards the batch's. */
  private void approach(Moments batch) {
    double rest = 1 - SequenceBatchNorm.DECAY;
    gradient(SequenceBatchNorm.MEAN).assign(running().mean().sub(batch.mean()).muli(rest));
    gradient(SequenceBatchNorm.VARIANCE)
        .assign(running().variance().sub(batch.variance()).muli(rest));
  }

  /** All that is a gradient. The updater reads the whole array, the changes of averages too. */
  private Gradient learned() {
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    for (String key : List.of(SequenceBatchNorm.GAMMA, SequenceBatchNorm.BETA)) {
      gradient.gradientForVariable().put(key, gradient(key));
    }
    return gradient;
  }

  private static Moments moments(INDArray x, Steps steps, LayerWorkspaceMgr workspaces) {
    INDArray mean = steps.sum(x).divi(steps.count());
    INDArray deviations = x.subRowVector(mean);
    INDArray variance = steps.sum(deviations.muli(deviations)).divi(steps.count());
    return new Moments(
        workspaces.leverageTo(ArrayType.ACTIVATIONS, mean),
        workspaces.leverageTo(ArrayType.ACTIVATIONS, variance));
  }

  private Moments running() {
    return new Moments(getParam(SequenceBatchNorm.MEAN), getParam(SequenceBatchNorm.VARIANCE));
  }

  /**
   * Which rows of a matrix [time * batch, channels] are steps that count.
   *
   * @param ones one where a step counts, else zero, shape [1, time * batch]
   * @param count how many do
   * @param all whether every step does
   */
  private record Steps(INDArray ones, double count, boolean all) {
    /** The sum of the rows that count, shape [1, channels]. */
    INDArray sum(INDArray matrix) {
      return ones.mmul(matrix);
    }

    /** Zeros in place of the other rows. */
    INDArray leaveOut(INDArray matrix) {
      return all ? matrix : matrix.muliColumnVector(ones.reshape(ones.length(), 1));
    }
  }

  private Steps steps() {
    SequenceMask mask = mask();
    long rows = input.size(0) * input.size(2);
    INDArray ones = mask == null ? Nd4j.ones(dataType, 1, rows) : mask.flat().reshape(1, rows);
    double count = mask == null ? rows : ones.sumNumber().doubleValue();
    return new Steps(ones, count, mask == null);
  }

  private INDArray matrix(LayerWorkspaceMgr workspaces, ArrayType type, long rows) {
    return workspaces.createUninitialized(
        type, dataType, new long[] {rows, layerConf().getNIn()}, 'c');
  }

  @Override
  public boolean updaterDivideByMinibatch(String key) {
    return !SequenceBatchNorm.isRunning(key);
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
