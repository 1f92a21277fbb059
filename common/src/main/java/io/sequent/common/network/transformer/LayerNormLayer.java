package io.sequent.common.network.transformer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Normalises each step of sequences; see {@link LayerNorm}. */
final class LayerNormLayer extends StepLayer<LayerNorm, LayerNormLayer.Pass> {
  private static final long serialVersionUID = 1L;

  /** What the backward pass needs of a forward pass. */
  record Pass(
      BatchSteps steps,
      Norm norm,
      INDArray x,
      INDArray moments,
      @Nullable InvertedDropout dropout) {}

  LayerNormLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  boolean acceptsVectors() {
    return true;
  }

  @Override
  INDArray forward(
      INDArray rows, BatchSteps steps, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = matrix(workspaces, ArrayType.ACTIVATIONS, rows.size(0));
    ArrayType type = training ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM;
    INDArray moments = memory(workspaces, type).allocate(dataType, 'c', rows.size(0), 2);
    Norm norm = LayerNorm.norm(key -> getParamWithNoise(key, training, workspaces));
    INDArray x = training ? leveraged(rows, workspaces) : rows;
    StepArithmetic arithmetic = StepArithmetic.of(dataType);
    arithmetic.normalize(x, steps, norm, layerConf().getEpsilon(), output, moments);
    InvertedDropout dropout = training ? InvertedDropout.draw(layerConf().getDropout()) : null;
    if (dropout != null) {
      arithmetic.drop(output, dropout, output);
    }
    keep(training ? new Pass(steps, norm, x, moments, dropout) : null);
    return output;
  }

  @Override
  INDArray backward(Pass pass, INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray byInput = matrix(workspaces, ArrayType.ACTIVATION_GRAD, epsilon.size(0)).assign(0);
    StepArithmetic arithmetic = StepArithmetic.of(dataType);
    INDArray deltas = epsilon;
    if (pass.dropout() != null) {
      deltas = matrix(workspaces, ArrayType.BP_WORKING_MEM, epsilon.size(0));
      arithmetic.drop(epsilon, pass.dropout(), deltas);
    }
    arithmetic.normalizeBackward(
        pass.x(),
        pass.steps(),
        pass.norm(),
        pass.moments(),
        deltas,
        LayerNorm.norm(this::gradient),
        byInput);
    return byInput;
  }
}
