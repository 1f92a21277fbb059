package io.sequent.common.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of recurrent layers, and how their outputs and gradients are compared. */
final class RecurrentFixtures {
  static final int CHANNELS = 2;
  static final int HIDDEN = 4;
  static final int TIME = 6;

  private RecurrentFixtures() {}

  static INDArray gate(INDArray array, int gate) {
    var columns = interval(gate * HIDDEN, (gate + 1) * HIDDEN);
    return array.rank() == 1 ? array.get(columns) : array.get(all(), columns);
  }

  static Gradient gradient(MultiLayerNetwork network, INDArray x, INDArray y) {
    network.setInput(x);
    network.setLabels(y);
    network.computeGradientAndScore();
    return network.gradient();
  }

  static void assertClose(INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    INDArray difference = actual.castTo(DataType.DOUBLE).sub(expected.castTo(DataType.DOUBLE));
    assertThat(difference.amaxNumber().doubleValue()).isLessThan(tolerance);
  }

  static MultiLayerNetwork network(Layer... layers) {
    return network(DataType.FLOAT, layers);
  }

  static MultiLayerNetwork network(DataType type, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(1).dataType(type).updater(new Adam(0.01)).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    list.layer(
        new RnnOutputLayer.Builder(LossFunction.MSE)
            .nOut(1)
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(CHANNELS)).build());
    network.init();
    return network;
  }

  static void assertSegmentGradient(Recurrent recurrent) {
    MultiLayerNetwork network = network(DataType.DOUBLE, recurrent);
    network.getLayerWiseConfigurations().setBackpropType(BackpropType.TruncatedBPTT);
    RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
    INDArray before = Nd4j.rand(DataType.DOUBLE, 3, CHANNELS, TIME);
    network.rnnActivateUsingStoredState(before, true, true);
    Map<String, INDArray> state = new HashMap<>(layer.rnnGetTBPTTState());
    assertThat(state).isNotEmpty();

    INDArray x = Nd4j.rand(DataType.DOUBLE, 3, CHANNELS, 2);
    INDArray y = Nd4j.rand(DataType.DOUBLE, 3, 1, 2);
    segmentLoss(network, state, x, y);
    INDArray gradient = network.gradient().gradient().dup();
    INDArray params = network.params();
    double step = 1e-6;
    for (long i = 0; i < params.length(); i += 7) {
      double value = params.getDouble(i);
      params.putScalar(i, value + step);
      double up = segmentLoss(network, state, x, y);
      params.putScalar(i, value - step);
      double down = segmentLoss(network, state, x, y);
      params.putScalar(i, value);
      assertThat(gradient.getDouble(i)).isCloseTo((up - down) / (2 * step), within(1e-6));
    }
  }

  /** Summed over the sequences, as the gradient is. */
  private static double segmentLoss(
      MultiLayerNetwork network, Map<String, INDArray> state, INDArray x, INDArray y) {
    ((RecurrentLayer) network.getLayer(0)).rnnSetTBPTTState(new HashMap<>(state));
    network.setInput(x);
    network.setLabels(y);
    network.computeGradientAndScore();
    return network.score() * x.size(0);
  }
}
