package io.sequent.common.network.stepwise;

import io.sequent.common.network.engine.PreparedMatrix;
import java.util.Map;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A dense layer with its activation. */
final class DenseStep implements VectorStep {
  private final PreparedMatrix weights;
  private final float[] biases;
  private final IActivation activation;
  private final float[] output;

  DenseStep(Map<String, INDArray> parameters, IActivation activation) {
    this.activation = activation;
    INDArray matrix = Parameters.get(parameters, DefaultParamInitializer.WEIGHT_KEY);
    weights = PreparedMatrix.of(matrix);
    int outputs = Math.toIntExact(matrix.size(1));
    // A layer may have been built without.
    biases =
        parameters.containsKey(DefaultParamInitializer.BIAS_KEY)
            ? Parameters.numbers(parameters, DefaultParamInitializer.BIAS_KEY)
            : new float[outputs];
    output = new float[outputs];
  }

  @Override
  public float[] apply(float[] vector) {
    weights.multiply(vector, output);
    for (int i = 0; i < output.length; i++) {
      output[i] += biases[i];
    }
    activate();
    return output;
  }

  private void activate() {
    // The usual ones are worth some lines; ND4J knows all others.
    if (activation instanceof ActivationSoftmax) {
      softmax();
    } else if (activation.equals(new ActivationReLU())) {
      for (int i = 0; i < output.length; i++) {
        output[i] = Math.max(0, output[i]);
      }
    } else if (!(activation instanceof ActivationIdentity)) {
      INDArray row = Nd4j.createFromArray(output).reshape(1, output.length);
      float[] activated = activation.getActivation(row, false).data().asFloat();
      System.arraycopy(activated, 0, output, 0, output.length);
    }
  }

  private void softmax() {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : output) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      output[i] = (float) Math.exp(output[i] - max);
      sum += output[i];
    }
    for (int i = 0; i < output.length; i++) {
      output[i] = (float) (output[i] / sum);
    }
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
