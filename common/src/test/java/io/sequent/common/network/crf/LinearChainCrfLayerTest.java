package io.sequent.common.network.crf;

import static io.sequent.common.network.crf.CrfNetworks.IOB2;
import static io.sequent.common.network.crf.CrfNetworks.TAGS;
import static io.sequent.common.network.crf.CrfNetworks.TIME;
import static io.sequent.common.network.crf.CrfNetworks.crf;
import static io.sequent.common.network.crf.CrfNetworks.data;
import static io.sequent.common.network.crf.CrfNetworks.layer;
import static io.sequent.common.network.crf.CrfNetworks.network;
import static io.sequent.common.network.crf.CrfNetworks.oneHot;
import static io.sequent.common.network.crf.CrfNetworks.recurrent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.crf.CrfNetworks.Mask;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;

@ExtendWith(OneThread.class)
class LinearChainCrfLayerTest {
  /** The loss of each sequence by the chain, from the emissions that the network puts out. */
  private static double[] losses(MultiLayerNetwork network, Mask mask) {
    DataSet data = data(mask, DataType.DOUBLE);
    INDArray masks = data.getLabelsMaskArray();
    INDArray output = network.output(data.getFeatures(), false, masks, masks);
    double[] losses = new double[TAGS.length];
    for (int b = 0; b < losses.length; b++) {
      int row = b;
      int[] steps =
          IntStream.range(0, TIME)
              .filter(t -> masks == null || masks.getDouble(row, t) != 0)
              .toArray();
      double[][] emissions = new double[steps.length][3];
      int[] tags = new int[steps.length];
      for (int i = 0; i < steps.length; i++) {
        tags[i] = TAGS[b][steps[i]];
        for (int tag = 0; tag < 3; tag++) {
          emissions[i][tag] = output.getDouble(b, tag, steps[i]);
        }
      }
      losses[b] = layer(network).chain().loss(emissions, tags);
    }
    return losses;
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreTheNumericOnes(Mask mask) {
    assertThat(passes(recurrent(DataType.DOUBLE, new NoOp()), mask)).isTrue();
    MultiLayerNetwork free =
        network(
            DataType.DOUBLE,
            new NoOp(),
            new Recurrent.Builder(CellType.LSTM, 2).bidirectional(true).build(),
            new LinearChainCrf.Builder(3).build());
    assertThat(passes(free, mask)).isTrue();
  }

  @Test
  void gradientsWithDropoutAreTheNumericOnes() {
    MultiLayerNetwork network =
        network(DataType.DOUBLE, new NoOp(), crf().dropOut(new Dropout(0.6)).build());
    assertThat(passes(network, Mask.END)).isTrue();
  }

  private static boolean passes(MultiLayerNetwork network, Mask mask) {
    DataSet data = data(mask, DataType.DOUBLE);
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE); // The check insists.
    try {
      return GradientCheckUtil.checkGradients(
          new GradientCheckUtil.MLNConfig()
              .net(network)
              .input(data.getFeatures())
              .labels(data.getLabels())
              .inputMask(data.getFeaturesMaskArray())
              .labelMask(data.getLabelsMaskArray())
              .maxRelError(1e-5)
              .subset(true)
              .maxPerParam(9)
              .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
              .callEachIter(net -> Nd4j.getRandom().setSeed(9)));
    } finally {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfFloatsAreThoseOfDoubles(Mask mask) {
    INDArray floats = gradient(DataType.FLOAT, mask);
    INDArray doubles = gradient(DataType.DOUBLE, mask);
    assertThat(doubles.amaxNumber().doubleValue()).isGreaterThan(1e-2);
    assertThat(doubles.sub(floats.castTo(DataType.DOUBLE)).amaxNumber().doubleValue())
        .isLessThan(1e-5);
  }

  private static INDArray gradient(DataType type, Mask mask) {
    MultiLayerNetwork network = recurrent(type, new NoOp());
    DataSet data = data(mask, type);
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
    network.computeGradientAndScore();
    return network.gradient().gradient();
  }

  @ParameterizedTest
  @EnumSource
  void scoreIsASumOverStepsAndAMeanOverExamples(Mask mask) {
    MultiLayerNetwork network = recurrent(DataType.DOUBLE, new NoOp());
    double[] losses = losses(network, mask);
    DataSet data = data(mask, DataType.DOUBLE);
    double mean = (losses[0] + losses[1] + losses[2]) / 3;
    assertThat(network.score(data)).isCloseTo(mean, within(1e-9));
    assertThat(network.scoreExamples(data, false).reshape(3).toDoubleVector())
        .containsExactly(losses, within(1e-9));
    network.fit(data);
    assertThat(network.score()).as("after a backward pass").isCloseTo(mean, within(1e-9));
  }

  @Test
  void penaltyOfTheWeightsCountsInTheScore() {
    MultiLayerNetwork network = recurrent(DataType.DOUBLE, new Adam(0.01));
    double[] losses = losses(network, Mask.NONE);
    double penalty = network.calcRegularizationScore(true);
    assertThat(penalty).isPositive();
    DataSet data = data(Mask.NONE, DataType.DOUBLE);
    assertThat(network.score(data))
        .isCloseTo((losses[0] + losses[1] + losses[2]) / 3 + penalty, within(1e-9));
    assertThat(network.scoreExamples(data, true).getDouble(0))
        .isCloseTo(losses[0] + penalty, within(1e-9));
  }

  @Test
  void paddedSequencesHaveTheEmissionsAndTheLossOfThoseAlone() {
    MultiLayerNetwork network = recurrent(DataType.FLOAT, new NoOp());
    DataSet data = data(Mask.END, DataType.FLOAT);
    INDArray mask = data.getLabelsMaskArray();
    INDArray padded = network.output(data.getFeatures(), false, mask, mask);
    INDArray ids = data.getFeatures().get(interval(1, 2), all(), interval(0, 2)).dup();
    INDArray alone = network.output(ids);
    INDArray both = padded.get(interval(1, 2), all(), interval(0, 2));
    assertThat(both.sub(alone).amaxNumber().doubleValue()).isLessThan(1e-6);
    assertThat(padded.get(interval(1, 2), all(), interval(2, 4)).amaxNumber().doubleValue())
        .as("padding")
        .isZero();
    double loss = network.score(new DataSet(ids, oneHot(DataType.FLOAT, new int[] {0, 1})));
    assertThat(network.scoreExamples(data, false).getDouble(1)).isCloseTo(loss, within(1e-5));
  }

  @Test
  void labelsThatDoNotFitAreRefused() {
    MultiLayerNetwork network = recurrent(DataType.FLOAT, new NoOp());
    INDArray ids = Nd4j.create(new float[][][] {{{0, 1}}});
    assertThatThrownBy(
            () -> network.fit(new DataSet(ids, oneHot(DataType.FLOAT, new int[] {0, 2}))))
        .hasMessageContaining("tag 2 at step 1 after tag 0, which is forbidden");
    assertThatThrownBy(() -> network.fit(new DataSet(ids, Nd4j.ones(1, 3, 2).divi(3))))
        .hasMessageContaining("labels of sequence 0 at step 0, expected a single 1 among zeros");
    assertThatThrownBy(() -> network.fit(new DataSet(ids, Nd4j.zeros(1, 3, 2))))
        .hasMessageContaining("expected a single 1");
    assertThatThrownBy(() -> network.fit(new DataSet(ids, Nd4j.zeros(1, 2, 2))))
        .hasMessageContaining("labels of shape [1, 2, 2], expected [1, 3, 2]");
  }

  @Test
  void savedAndLoadedIsTheSame(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network = recurrent(DataType.FLOAT, new Adam(0.02));
    network.fit(data(Mask.END, DataType.FLOAT));
    ModelFile.save(network, folder.resolve("model.zip"));
    MultiLayerNetwork loaded = ModelFile.load(folder.resolve("model.zip"));
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
    assertThat(layer(loaded).layerConf().forbidden()).isEqualTo(IOB2);
    assertThat(loaded.params()).isEqualTo(network.params());
    INDArray ids = data(Mask.NONE, DataType.FLOAT).getFeatures();
    assertThat(loaded.output(ids)).isEqualTo(network.output(ids));
    assertThat(layer(loaded).chain().marginals(new double[TIME][3]))
        .isDeepEqualTo(layer(network).chain().marginals(new double[TIME][3]));
  }

  @Test
  void differentThingsForbiddenAreDifferentConfigurations() {
    assertThat(crf().build()).isEqualTo(crf().build()).hasSameHashCodeAs(crf().build());
    assertThat(crf().build()).isNotEqualTo(new LinearChainCrf.Builder(3).build());
  }

  @Test
  void newChainKnowsNothingOfTransitions() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LinearChainCrf.Builder(3).build())
                .setInputType(InputType.recurrent(5))
                .build());
    network.init();
    assertThat(network.numParams()).isEqualTo(5 * 3 + 3 + 9 + 3 + 3);
    assertThat(network.getLayer(0).getParam("W").ameanNumber().doubleValue()).isPositive();
    assertThat(layer(network).chain().logPartition(new double[2][3]))
        .isCloseTo(Math.log(9), within(1e-12));
  }
}
