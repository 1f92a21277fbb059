package io.sequent.common.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.network.engine.OneDnn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of one shape share their primitives, also while two threads use them. */
class SharedPrimitivesTest {
  private static final int THREADS = 2;
  private static final int ROUNDS = 40;
  private static final int HIDDEN = 4; // Not a multiple of 16: the weights need scratch memory.

  @BeforeAll
  static void onlyWhereItLoads() {
    assumeTrue(OneDnn.available(), () -> OneDnn.problem().orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"LSTM, true", "LSTM, false", "GRU, true", "GRU, false", "RNN, true", "RNN, false"})
  void twoNetworksAtTheSameTimeGiveTheBitsOfOneAfterTheOther(CellType cell, boolean training)
      throws Exception {
    INDArray input = Nd4j.rand(DataType.FLOAT, 20, 2, 30);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        // New ones: a network's first pass takes longest, and so the threads meet more often.
        List<MultiLayerNetwork> networks = new ArrayList<>();
        List<Future<INDArray>> results = new ArrayList<>();
        for (int seed = 0; seed < THREADS; seed++) {
          MultiLayerNetwork network = network(cell, seed);
          networks.add(network);
          results.add(
              threads.submit(
                  () -> {
                    NativeThreads.arrange(); // All cores for each: they wait for each other often.
                    INDArray own = input.dup();
                    start.await();
                    return result(network, own, training);
                  }));
        }
        for (int i = 0; i < THREADS; i++) {
          INDArray together = results.get(i).get();
          assertThat(together).isEqualTo(result(networks.get(i), input, training));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static MultiLayerNetwork network(CellType cell, int seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .list()
                .layer(new Recurrent.Builder(cell, HIDDEN).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nOut(2)
                        .build())
                .setInputType(InputType.recurrent(2))
                .build());
    network.init();
    return network;
  }

  /** The network's output, or the gradient of its loss. */
  private static INDArray result(MultiLayerNetwork network, INDArray input, boolean training) {
    if (!training) {
      return network.output(input, false);
    }
    network.setInput(input);
    network.setLabels(Nd4j.ones(input.size(0), 2, input.size(2)));
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }
}
