package io.sequent.common.network.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** A model file is read only as the network that it was saved as. */
class LayerComparisonTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("model.zip");
    MultiLayerNetwork network = new MultiLayerNetwork(of(26, 4, Activation.TANH));
    network.init();
    ModelFile.save(network, file);
  }

  private static MultiLayerConfiguration of(int in, int units, Activation activation) {
    return of(in, units, activation, DataType.FLOAT, new Adam(0.1), false);
  }

  private static MultiLayerConfiguration of(
      int in, int units, Activation activation, DataType type, IUpdater updater, boolean deeper) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().dataType(type).updater(updater).list();
    layers.layer(
        new DenseLayer.Builder().nIn(in).nOut(units).hasBias(false).activation(activation).build());
    if (deeper) {
      layers.layer(new DenseLayer.Builder().nIn(units).nOut(units).build());
    }
    return layers
        .layer(new OutputLayer.Builder().nIn(units).nOut(2).activation(Activation.SOFTMAX).build())
        .build();
  }

  private void assertRefused(MultiLayerConfiguration expected, String message) {
    assertThatThrownBy(() -> ModelFile.load(file, expected))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": another network: " + message);
  }

  @Test
  void sameLayersOfAnotherTrainingAreRead() throws IOException {
    MultiLayerConfiguration same = of(26, 4, Activation.TANH, DataType.FLOAT, new Sgd(0.5), false);
    assertThat(ModelFile.load(file, same).numParams()).isEqualTo(26 * 4 + 4 * 2 + 2);
  }

  @Test
  void preprocessorThatTheSettingsDoNotGiveIsRefused() throws IOException {
    MultiLayerConfiguration expected = of(26, 4, Activation.TANH);
    MultiLayerNetwork network = new MultiLayerNetwork(of(26, 4, Activation.TANH));
    network.init();
    network
        .getLayerWiseConfigurations()
        .getInputPreProcessors()
        .put(0, new RnnToFeedForwardPreProcessor());
    ModelFile.save(network, file);
    assertRefused(expected, "a RnnToFeedForwardPreProcessor before layer 0, expected none");
  }

  @Test
  void otherShapeOfAsManyParametersIsRefused() {
    assertRefused(of(52, 2, Activation.TANH), "layer 1 has nin 26, expected 52");
  }

  @Test
  void otherActivationIsRefused() {
    assertRefused(
        of(26, 4, Activation.RELU), "layer 1 has @class ActivationTanH, expected ActivationReLU");
  }

  @Test
  void otherTypeIsRefused() {
    assertRefused(
        of(26, 4, Activation.TANH, DataType.DOUBLE, new Adam(0.1), false),
        "it has dataType FLOAT, expected DOUBLE");
  }

  @Test
  void otherCountOfLayersIsRefused() {
    assertRefused(
        of(26, 4, Activation.TANH, DataType.FLOAT, new Adam(0.1), true), "2 layers, expected 3");
  }
}
