package io.sequent.common.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class StepwiseNetworkTest {
  private static final int WORDS = 5;
  private static final int[] TEXT = {3, 1, 4, 1, 0, 2};

  @AfterEach
  void useWhatIsUsual() {
    Kernels.use(KernelChoice.AUTO);
  }

  @ParameterizedTest
  @EnumSource
  void givesTheNumbersOfTheNetworkItself(CellType cell) {
    for (KernelChoice kernel : new KernelChoice[] {KernelChoice.AUTO, KernelChoice.PORTABLE}) {
      for (Activation activation :
          new Activation[] {Activation.RELU, Activation.TANH, Activation.ELU}) {
        Kernels.use(kernel);
        MultiLayerNetwork network =
            network(
                new Recurrent.Builder(cell, 6).build(),
                new Recurrent.Builder(cell, 7).build(),
                new Dense.Builder(4).activation(activation).build());
        try (StepwiseNetwork stepwise = StepwiseNetwork.of(network)) {
          stepwise.next(2); // Something to forget.
          stepwise.forget();
          network.rnnClearPreviousState();
          for (int id : TEXT) {
            INDArray input = Nd4j.create(DataType.FLOAT, 1, 1, 1).assign(id);
            float[] expected = network.rnnTimeStep(input).reshape(WORDS).toFloatVector();
            assertThat(stepwise.next(id)).containsExactly(expected, within(1e-5f));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void repeatedLayersAndInputsHandedOnAreThoseOfTheNetworkToo(CellType cell) {
    MultiLayerNetwork network =
        network(
            new Recurrent.Builder(cell, 3).passes(3).passActivation(Activation.TANH).build(),
            new Dense.Builder(4).concat(true).activation(Activation.TANH).build());
    INDArray text = Nd4j.create(DataType.FLOAT, 1, 1, TEXT.length);
    for (int t = 0; t < TEXT.length; t++) {
      text.putScalar(0, 0, t, TEXT[t]);
    }
    INDArray whole = network.output(text);
    try (StepwiseNetwork stepwise = StepwiseNetwork.of(network)) {
      for (int t = 0; t < TEXT.length; t++) {
        float[] expected = whole.get(point(0), all(), point(t)).toFloatVector();
        assertThat(stepwise.next(TEXT[t])).containsExactly(expected, within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sequencesAtOnceDoNotInfluenceEachOther(CellType cell) {
    int[] other = {4, 4, 0, 3, 1, 1};
    for (KernelChoice kernel : new KernelChoice[] {KernelChoice.AUTO, KernelChoice.PORTABLE}) {
      Kernels.use(kernel);
      MultiLayerNetwork network =
          network(
              new Recurrent.Builder(cell, 3).passes(2).passActivation(Activation.ELU).build(),
              new Recurrent.Builder(cell, 6).build(),
              new Dense.Builder(4).concat(true).activation(Activation.TANH).build());
      try (StepwiseNetwork alone = StepwiseNetwork.of(network);
          StepwiseNetwork three = StepwiseNetwork.of(network, 3)) {
        for (int t = 0; t < TEXT.length; t++) {
          float[] outputs = three.next(other[t], TEXT[t], other[t]);
          assertThat(outputs).hasSize(3 * WORDS);
          assertThat(Arrays.copyOfRange(outputs, WORDS, 2 * WORDS))
              .containsExactly(alone.next(TEXT[t]), within(1e-6f));
          assertThat(Arrays.copyOf(outputs, WORDS))
              .containsExactly(Arrays.copyOfRange(outputs, 2 * WORDS, 3 * WORDS), within(1e-6f));
        }
        assertThatThrownBy(() -> three.next(1, 2))
            .hasMessage("2 tokens, expected one for each of 3 sequences");
      }
    }
  }

  @Test
  void laterChangesOfTheNetworkDoNotCount() {
    MultiLayerNetwork network = network(new Recurrent.Builder(CellType.LSTM, 6).build());
    try (StepwiseNetwork stepwise = StepwiseNetwork.of(network)) {
      float[] before = stepwise.next(1).clone();
      stepwise.forget();
      network.params().muli(2);
      assertThat(stepwise.next(1)).containsExactly(before);
    }
  }

  @Test
  void layerThatItDoesNotKnowIsNamed() {
    MultiLayerNetwork network =
        network(new Recurrent.Builder(CellType.GRU, 3).bidirectional(true).build());
    assertThatThrownBy(() -> StepwiseNetwork.of(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 1")
        .hasMessageContaining("in one direction");
  }

  private static MultiLayerNetwork network(Layer... layers) {
    ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .list()
            .layer(new TokenEmbedding.Builder(WORDS, 3).build());
    for (Layer layer : layers) {
      list.layer(layer);
    }
    list.layer(
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nOut(WORDS)
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(1)).build());
    network.init();
    return network;
  }
}
