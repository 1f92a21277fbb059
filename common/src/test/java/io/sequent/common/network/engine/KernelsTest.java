package io.sequent.common.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Whole networks on oneDNN against the same on the portable kernels, and from several threads. */
class KernelsTest {
  private static final int WORDS = 11;
  private static final int BATCH = 3;
  private static final int TIME = 6;
  private static final INDArray MASK =
      Nd4j.create(new float[][] {{1, 1, 1, 1, 1, 1}, {1, 1, 0, 0, 0, 0}, {1, 1, 1, 1, 0, 0}});

  @BeforeAll
  static void onlyWhereItLoads() {
    assumeTrue(OneDnn.available(), () -> OneDnn.problem().orElse(""));
  }

  @AfterEach
  void useWhatIsUsual() {
    Kernels.use(KernelChoice.AUTO);
  }

  @ParameterizedTest
  @EnumSource
  void networkOfSequencesHasTheSameGradientOnBoth(CellType cell) {
    for (INDArray mask : new INDArray[] {null, MASK}) {
      INDArray onednn = gradient(KernelChoice.ONEDNN, sequences(cell), classes(), mask, null);
      INDArray portable = gradient(KernelChoice.PORTABLE, sequences(cell), classes(), mask, null);
      assertClose(onednn, portable);
    }
  }

  @ParameterizedTest
  @EnumSource
  void networkOfStepsHasTheSameGradientOnBoth(CellType cell) {
    // Deeplearning4j's dropout works in place on the outputs of the layer below.
    for (INDArray mask : new INDArray[] {null, MASK}) {
      INDArray onednn = gradient(KernelChoice.ONEDNN, steps(cell), tags(), mask, mask);
      INDArray portable = gradient(KernelChoice.PORTABLE, steps(cell), tags(), mask, mask);
      assertClose(onednn, portable);
    }
  }

  @ParameterizedTest
  @EnumSource
  void repeatedLayersHaveTheSameOutputAndGradientOnBoth(CellType cell) {
    for (INDArray mask : new INDArray[] {null, MASK}) {
      INDArray onednn = gradient(KernelChoice.ONEDNN, repeated(cell), tags(), mask, mask);
      INDArray output = repeated(cell).output(someIds(), false, mask, mask);
      INDArray portable = gradient(KernelChoice.PORTABLE, repeated(cell), tags(), mask, mask);
      assertClose(onednn, portable);
      assertClose(output, repeated(cell).output(someIds(), false, mask, mask));
    }
  }

  @Test
  void networksOnDifferentThreadsTrainAsTheyDoAlone() throws Exception {
    List<INDArray> alone = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      alone.add(trained(cell));
    }
    ExecutorService threads = Executors.newFixedThreadPool(CellType.values().length);
    try {
      List<Future<INDArray>> together = new ArrayList<>();
      for (CellType cell : CellType.values()) {
        together.add(threads.submit(() -> trained(cell)));
      }
      for (int i = 0; i < together.size(); i++) {
        assertClose(together.get(i).get(), alone.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void networkPredictsFromManyThreads() throws Exception {
    MultiLayerNetwork network = sequences(CellType.LSTM);
    List<INDArray> inputs = new ArrayList<>();
    List<INDArray> expected = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      inputs.add(ids(1 + i % BATCH, 1 + i % TIME));
      expected.add(network.output(inputs.get(i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<INDArray>> outputs = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        INDArray input = inputs.get(i % inputs.size());
        outputs.add(threads.submit(() -> network.output(input)));
      }
      for (int i = 0; i < outputs.size(); i++) {
        assertClose(outputs.get(i).get(), expected.get(i % expected.size()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static INDArray trained(CellType cell) {
    MultiLayerNetwork network = sequences(cell);
    DataSet data = new DataSet(someIds(), classes(), MASK, null);
    for (int i = 0; i < 20; i++) {
      network.fit(data);
    }
    return network.params();
  }

  private static INDArray gradient(
      KernelChoice choice,
      MultiLayerNetwork network,
      INDArray labels,
      @Nullable INDArray mask,
      @Nullable INDArray labelMask) {
    Kernels.use(choice);
    Nd4j.getRandom().setSeed(5);
    network.setInput(someIds());
    network.setLabels(labels);
    network.setLayerMaskArrays(mask, labelMask);
    network.computeGradientAndScore();
    return network.gradient().gradient();
  }

  private static MultiLayerNetwork sequences(CellType cell) {
    return network(
        list()
            .layer(new TokenEmbedding.Builder(WORDS, 7).build())
            .layer(new Recurrent.Builder(cell, 9).bidirectional(true).build())
            .layer(new Recurrent.Builder(cell, 10).bidirectional(true).build())
            .layer(new SequencePooling(List.of(Pooling.MAX, Pooling.MEAN, Pooling.LAST), 0))
            .layer(new Dense.Builder(6).activation(Activation.TANH).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build()));
  }

  private static MultiLayerNetwork steps(CellType cell) {
    return network(
        list()
            .layer(new TokenEmbedding.Builder(WORDS, 7).build())
            .layer(new Recurrent.Builder(cell, 9).build())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .dropOut(new Dropout(0.5))
                    .build()));
  }

  private static MultiLayerNetwork repeated(CellType cell) {
    return network(
        list()
            .layer(new TokenEmbedding.Builder(WORDS, 9).build())
            .layer(new Recurrent.Builder(cell, 9).passes(3).passActivation(Activation.TANH).build())
            .layer(new Dense.Builder(5).concat(true).activation(Activation.TANH).build())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build()));
  }

  private static ListBuilder list() {
    return new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(1e-2)).list();
  }

  private static MultiLayerNetwork network(ListBuilder list) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(1)).build());
    network.init();
    return network;
  }

  private static INDArray someIds() {
    return ids(BATCH, TIME);
  }

  private static INDArray ids(int batch, int time) {
    INDArray ids = Nd4j.create(DataType.FLOAT, batch, 1, time);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < time; t++) {
        ids.putScalar(b, 0, t, (3 * b + 5 * t) % WORDS);
      }
    }
    return ids;
  }

  private static INDArray classes() {
    return Nd4j.create(new float[][] {{1, 0}, {0, 1}, {1, 0}});
  }

  private static INDArray tags() {
    INDArray tags = Nd4j.create(DataType.FLOAT, BATCH, 2, TIME);
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < TIME; t++) {
        tags.putScalar(b, (b + t) % 2, t, 1);
      }
    }
    return tags;
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double difference = actual.sub(expected).norm2Number().doubleValue();
    assertThat(difference).isLessThanOrEqualTo(1e-5 * expected.norm2Number().doubleValue());
  }
}
