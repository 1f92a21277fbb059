package io.sequent.common.network.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layers in a {@link ComputationGraph}. */
@ExtendWith(OneThread.class)
class GraphsTest {
  private static final int VOCABULARY = 5;

  @Test
  void pooledGraphLearnsAndIsSavedWhole(@TempDir Path folder) throws Exception {
    learnsAndIsSavedWhole(pooled(DataType.FLOAT, new Adam(0.02)), pooledData(), folder);
  }

  @Test
  void branchesLearnAndAreSavedWhole(@TempDir Path folder) throws Exception {
    learnsAndIsSavedWhole(branches(DataType.FLOAT, new Adam(0.02)), branchesData(), folder);
  }

  @Test
  void paddingChangesNothing() {
    ComputationGraph pooled = pooled(DataType.FLOAT, new Adam(0.02));
    INDArray[] ids = pooledData().getFeatures();
    INDArray before = pooled.output(false, ids, pooledData().getFeaturesMaskArrays())[0].dup();
    ids[0].putScalar(1, 0, 3, 4); // Padding.
    assertThat(pooled.output(false, ids, pooledData().getFeaturesMaskArrays())[0])
        .isEqualTo(before);
  }

  @Test
  void pooledGradientsAreTheNumericOnes() {
    assertThat(passes(pooled(DataType.DOUBLE, new NoOp()), pooledData())).isTrue();
  }

  @Test
  void gradientsOfBranchesAreTheNumericOnes() {
    assertThat(passes(branches(DataType.DOUBLE, new NoOp()), branchesData())).isTrue();
  }

  private static void learnsAndIsSavedWhole(ComputationGraph graph, MultiDataSet data, Path folder)
      throws Exception {
    double before = graph.score(data);
    for (int i = 0; i < 30; i++) {
      graph.fit(data);
    }
    assertThat(graph.score(data)).isLessThan(0.7 * before);
    ModelSerializer.writeModel(graph, folder.resolve("model.zip").toFile(), true);
    ComputationGraph restored =
        ModelSerializer.restoreComputationGraph(folder.resolve("model.zip").toFile());
    assertThat(output(restored, data)).isEqualTo(output(graph, data));
    // The updater's state too: both go on alike.
    graph.fit(data);
    restored.fit(data);
    assertThat(restored.params()).isEqualTo(graph.params());
  }

  private static INDArray output(ComputationGraph graph, MultiDataSet data) {
    return graph.output(false, data.getFeatures(), data.getFeaturesMaskArrays())[0];
  }

  private static boolean passes(ComputationGraph graph, MultiDataSet data) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE); // The check insists.
    try {
      graph.setParams(Nd4j.randn(DataType.DOUBLE, 1, graph.numParams()).muli(0.6));
      return GradientCheckUtil.checkGradients(
          new GradientCheckUtil.GraphConfig()
              .net(graph)
              .inputs(doubles(data.getFeatures()))
              .labels(doubles(data.getLabels()))
              .inputMask(doubles(data.getFeaturesMaskArrays()))
              .labelMask(doubles(data.getLabelsMaskArrays()))
              .maxRelError(1e-5)
              .subset(true)
              .maxPerParam(10)
              .print(GradientCheckUtil.PrintMode.FAILURES_ONLY));
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  private static INDArray @Nullable [] doubles(INDArray @Nullable [] arrays) {
    if (arrays == null) {
      return null;
    }
    INDArray[] doubles = new INDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      doubles[i] = arrays[i].castTo(DataType.DOUBLE);
    }
    return doubles;
  }

  /** Tokens, read in both directions, pooled into one vector. */
  private static ComputationGraph pooled(DataType type, IUpdater updater) {
    return graph(
        base(type, updater)
            .addInputs("ids")
            .setInputTypes(InputType.recurrent(1))
            .addLayer("embedding", new TokenEmbedding.Builder(VOCABULARY, 3).build(), "ids")
            .addLayer(
                "recurrent",
                new Recurrent.Builder(CellType.GRU, 4).bidirectional(true).build(),
                "embedding")
            .addLayer(
                "pooling", new SequencePooling(List.of(Pooling.LAST, Pooling.MAX), 0), "recurrent")
            .addLayer(
                "output",
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "pooling")
            .setOutputs("output"));
  }

  private static MultiDataSet pooledData() {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {Nd4j.create(new float[][][] {{{0, 1, 4, 1}}, {{2, 2, 3, 0}}})},
        new INDArray[] {Nd4j.create(new float[][] {{1, 0}, {0, 1}})},
        new INDArray[] {Nd4j.create(new float[][] {{1, 1, 1, 1}, {1, 1, 1, 0}})},
        null);
  }

  /** Two inputs, each with a recurrent layer of its own, with one output at each step. */
  private static ComputationGraph branches(DataType type, IUpdater updater) {
    return graph(
        base(type, updater)
            .addInputs("left", "right")
            .setInputTypes(InputType.recurrent(2), InputType.recurrent(3))
            .addLayer(
                "lstm", new Recurrent.Builder(CellType.LSTM, 4).bidirectional(true).build(), "left")
            .addLayer("rnn", new Recurrent.Builder(CellType.RNN, 3).build(), "right")
            .addVertex("both", new MergeVertex(), "lstm", "rnn")
            .addLayer(
                "output",
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "both")
            .setOutputs("output"));
  }

  private static MultiDataSet branchesData() {
    INDArray mask = Nd4j.create(new float[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}});
    INDArray labels = Nd4j.zeros(3, 2, 4);
    for (int row = 0; row < 3; row++) {
      for (int t = 0; t < 4; t++) {
        labels.putScalar(row, (row + t) % 2, t, 1);
      }
    }
    Nd4j.getRandom().setSeed(2);
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {Nd4j.randn(DataType.FLOAT, 3, 2, 4), Nd4j.randn(DataType.FLOAT, 3, 3, 4)},
        new INDArray[] {labels},
        new INDArray[] {mask, mask.dup()},
        new INDArray[] {mask.dup()});
  }

  private static ComputationGraphConfiguration.GraphBuilder base(DataType type, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .dataType(type)
        .updater(updater)
        .graphBuilder();
  }

  private static ComputationGraph graph(ComputationGraphConfiguration.GraphBuilder builder) {
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }
}
