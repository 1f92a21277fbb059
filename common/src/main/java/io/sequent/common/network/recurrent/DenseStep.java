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
  private final int inputs;
  private final float[] computed; // [sequences * outputs]
  private final float[] output; // [sequences * (outputs, or inputs + outputs)]

  /**
   * A step.
   *
   * @param concat whether the input is prepended to the outputs
   */
  DenseStep(
      Map<String, INDArray> parameters, IActivation activation, boolean concat, int sequences) {
    this.activation = activation;
    INDArray matrix = Parameters.get(parameters, DefaultParamInitializer.WEIGHT_KEY);
    weights = PreparedMatrix.of(matrix, sequences);
    inputs = Math.toIntExact(matrix.size(0));
    int outputs = Math.toIntExact(matrix.size(1));
    // A layer may have been built without.
    biases =
        parameters.containsKey(DefaultParamInitializer.BIAS_KEY)
            ? Parameters.numbers(parameters, DefaultParamInitializer.BIAS_KEY)
            : new float[outputs];
    computed = new float[sequences * outputs];
    output = concat ? new float[sequences * (inputs + outputs)] : computed;
  }

  @Override
  public float[] apply(float[] vectors) {
    weights.multiply(vectors, computed);
    int outputs = biases.length;
    for (int i = 0; i < computed.length; i++) {
      computed[i] += biases[i % outputs];
    }
    Activations.apply(activation, computed, outputs);
    if (output != computed) {
      int width = inputs + outputs;
      for (int sequence = 0; sequence * width < output.length; sequence++) {
        System.arraycopy(vectors, sequence * inputs, output, sequence * width, inputs);
        System.arraycopy(computed, sequence * outputs, output, sequence * width + inputs, outputs);
      }
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
