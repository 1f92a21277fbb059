package io.sequent.common.network.crf;

import static io.sequent.common.network.crf.CrfNetworks.crf;
import static io.sequent.common.network.crf.CrfNetworks.data;
import static io.sequent.common.network.crf.CrfNetworks.network;
import static io.sequent.common.network.crf.CrfNetworks.oneHot;
import static io.sequent.common.network.crf.CrfNetworks.recurrent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.crf.CrfNetworks.Mask;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.update.TrainingStep;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks learn with a CRF on top. */
@ExtendWith(OneThread.class)
class LinearChainCrfTrainingTest {
  @Test
  void trainingStepDoesWhatDeeplearning4jDoes() {
    MultiLayerNetwork ours = recurrent(DataType.FLOAT, new Adam(0.02));
    MultiLayerNetwork theirs = recurrent(DataType.FLOAT, new Adam(0.02));
    INDArray before = ours.params().dup();
    TrainingStep step = new TrainingStep(ours);
    for (int i = 0; i < 3; i++) {
      double score = step.fit(data(Mask.END, DataType.FLOAT));
      theirs.fit(data(Mask.END, DataType.FLOAT));
      assertThat(score).isCloseTo(theirs.score(), within(1e-6));
    }
    assertThat(ours.params().sub(theirs.params()).amaxNumber().doubleValue()).isLessThan(1e-5);
    assertThat(ours.params().sub(before).amaxNumber().doubleValue()).isGreaterThan(0.02);
  }

  /**
   * The first token tells the first tag and the others nothing, but tags alternate: step by step
   * that is a toss of a coin.
   */
  @Test
  void tagThatDependsOnTheOneBeforeIsLearned() {
    Layer softmax =
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build();
    assertThat(errors(softmax)).isGreaterThanOrEqualTo(4);
    assertThat(errors(new LinearChainCrf.Builder(3).build())).isZero();
  }

  private static int errors(Layer output) {
    MultiLayerNetwork network = network(DataType.FLOAT, new Adam(0.05), output);
    INDArray ids = Nd4j.create(new float[][][] {{{1, 0, 0, 0, 0}}, {{2, 0, 0, 0, 0}}});
    int[][] tags = {{0, 1, 0, 1, 0}, {1, 0, 1, 0, 1}};
    TrainingStep step = new TrainingStep(network);
    for (int i = 0; i < 100; i++) {
      step.fit(new DataSet(ids, oneHot(DataType.FLOAT, tags)));
    }
    INDArray scores = network.output(ids);
    LinearChain chain =
        network.getOutputLayer() instanceof LinearChainCrfLayer crf
            ? crf.chain()
            : new LinearChain(
                new double[3][3], new double[3], new double[3], ForbiddenTransitions.none());
    int errors = 0;
    for (int b = 0; b < tags.length; b++) {
      double[][] steps = scores.slice(b).transpose().castTo(DataType.DOUBLE).toDoubleMatrix();
      int[] path = chain.viterbi(steps);
      for (int t = 0; t < path.length; t++) {
        errors += path[t] == tags[b][t] ? 0 : 1;
      }
    }
    return errors;
  }

  @Test
  void graphLearnsWithIt() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs("ids")
                .addLayer("words", new TokenEmbedding.Builder(5, 3).build(), "ids")
                .addLayer("tags", crf().build(), "words")
                .setOutputs("tags")
                .setInputTypes(InputType.recurrent(1))
                .build());
    graph.init();
    DataSet data = data(Mask.END, DataType.FLOAT);
    double before = graph.score(data);
    for (int i = 0; i < 40; i++) {
      graph.fit(data);
    }
    assertThat(graph.score(data)).isLessThan(before / 2);
  }
}
