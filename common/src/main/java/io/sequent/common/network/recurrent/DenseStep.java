package io.sequent.common.network.recurrent;

import java.util.Map;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer with its activation; it may prepend its input to what it computes. */
final class DenseStep implements VectorStep {
  private final PreparedMatrix weights;
  private final float[] biases;
  private final IActivation activation;
  private final boolean concat;
  private final float[] computed;
  private final float[] output;

  /**
   * A step.
   *
   * @param concat whether the input is prepended to the outputs
   */
  DenseStep(Map<String, INDArray> parameters, IActivation activation, boolean concat) {
    this.activation = activation;
    this.concat = concat;
    INDArray matrix = Parameters.get(parameters, DefaultParamInitializer.WEIGHT_KEY);
    weights = PreparedMatrix.of(matrix);
    int outputs = Math.toIntExact(matrix.size(1));
    // A layer may have been built without.
    biases =
        parameters.containsKey(DefaultParamInitializer.BIAS_KEY)
            ? Parameters.numbers(parameters, DefaultParamInitializer.BIAS_KEY)
            : new float[outputs];
    computed = new float[outputs];
    output = concat ? new float[Math.toIntExact(matrix.size(0)) + outputs] : computed;
  }

  @Override
  public float[] apply(float[] vector) {
    weights.multiply(vector, computed);
    for (int i = 0; i < computed.length; i++) {
      computed[i] += biases[i];
    }
    Activations.apply(activation, computed);
    if (concat) {
      System.arraycopy(vector, 0, output, 0, vector.length);
      System.arraycopy(computed, 0, output, vector.length, computed.length);
    }
    return output;
  }

  @Override
  public void forget() {
    // There is nothing to remember.
  }

  @Override
  public void close() {
    weights.close();
  }
}
