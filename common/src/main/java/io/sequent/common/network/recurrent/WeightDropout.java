package io.sequent.common.network.recurrent;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Drops some weights of a matrix for a whole batch and scales up the others, so that the expected
 * sum stays the same (DropConnect: Wan et al. 2013; on recurrent weights: Merity et al. 2018,
 * section 2). The gradient of a dropped weight is zero.
 */
final class WeightDropout {
  private final Map<String, INDArray> factors;

  private WeightDropout(Map<String, INDArray> factors) {
    this.factors = factors;
  }

  /**
   * Draws the weights to drop.
   *
   * @param weights by key, of any shape
   * @param keys those to drop weights of
   * @param probability of dropping each weight, greater than 0 and less than 1
   */
  static WeightDropout draw(
      Map<String, INDArray> weights,
      List<String> keys,
      double probability,
      LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> factors = new LinkedHashMap<>();
    for (String key : keys) {
      INDArray ones = like(requireNonNull(weights.get(key)), workspaces).assign(1);
      Nd4j.getExecutioner().exec(new DropOutInverted(ones, ones, 1 - probability));
      factors.put(key, ones);
    }
    return new WeightDropout(factors);
  }

  /** The weights with the dropped ones set to zero; those of other keys are unchanged. */
  Map<String, INDArray> applied(Map<String, INDArray> weights, LayerWorkspaceMgr workspaces) {
    Map<String, INDArray> dropped = new LinkedHashMap<>(weights);
    for (Map.Entry<String, INDArray> factor : factors.entrySet()) {
      INDArray all = requireNonNull(weights.get(factor.getKey()));
      dropped.put(factor.getKey(), all.muli(factor.getValue(), like(all, workspaces)));
    }
    return dropped;
  }

  /** Turns gradients of the {@link #applied} weights into those of the original ones. */
  void backward(Map<String, INDArray> gradients) {
    factors.forEach((key, factor) -> requireNonNull(gradients.get(key)).muli(factor));
  }

  private static INDArray like(INDArray weights, LayerWorkspaceMgr workspaces) {
    return workspaces.createUninitialized(
        ArrayType.INPUT, weights.dataType(), weights.shape(), weights.ordering());
  }
}
