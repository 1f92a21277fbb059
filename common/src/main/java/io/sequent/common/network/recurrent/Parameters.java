package io.sequent.common.network.recurrent;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads a layer's parameters. */
final class Parameters {
  private Parameters() {}

  static INDArray get(Map<String, INDArray> parameters, String key) {
    INDArray array = parameters.get(key);
    if (array == null) {
      throw new IllegalArgumentException("no parameter " + key + " among " + parameters.keySet());
    }
    return array;
  }

  /** A vector or row as plain numbers. */
  static float[] numbers(Map<String, INDArray> parameters, String key) {
    INDArray array = get(parameters, key);
    return array.reshape(array.length()).toFloatVector();
  }
}
