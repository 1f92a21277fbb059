package io.sequent.common.export.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.export.ExportedNetwork;
import io.sequent.common.export.OnnxFileRun;
import io.sequent.common.export.OnnxFileRun.Output;
import io.sequent.common.export.OnnxFileRun.Outputs;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.embedding.WeightedBag;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a network reads and puts out in ONNX Runtime, beside the network itself. */
class ExportedPortsTest {
  private static final int CHANNELS = 6;
  private static final int[] PADDED = {7, 3, 1, 5};
  private static final int[] WHOLE = {4, 4};

  @TempDir private Path folder;

  private static Layer pooling() {
    return new SequencePooling(List.of(Pooling.MAX, Pooling.MEAN), 0);
  }

  private static Layer classes() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Layer tags() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  @Test
  void tokensHaveWhatTheirBagsHold() throws Exception {
    TokenEmbedding embedding =
        new TokenEmbedding.Builder(10, 4)
            .bags(List.of(new TokenBag(1, 10, 3, 0), new TokenBag(4, 10, 2, 0)))
            .build();
    ExportedNetwork exported =
        ExportedNetwork.of(folder.resolve("m.onnx"), NetworkForm.PLAIN, 6, embedding, tags());
    INDArray ids = ExportedNetwork.ids(6, 10, PADDED);
    ids.putScalar(new int[] {0, 1, 0}, 0); // Nothing at all in a bag.
    exported.assertSame(ids, PADDED);
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "RELU"})
  void weightedBagsAreSums(Activation activation) throws Exception {
    boolean linear = activation == Activation.IDENTITY;
    WeightedBag bag = new WeightedBag.Builder(10, 3).activation(activation).build();
    LossLayer scores =
        new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build();
    scores.setNOut(3);
    ExportedNetwork exported =
        ExportedNetwork.of(
            folder.resolve("m.onnx"), NetworkForm.PLAIN, 2, bag, linear ? scores : classes());
    exported.assertSame(ExportedNetwork.ids(2, 10, 4, 4), 4, 4);
  }

  @Test
  void vectorsNeedNoLengths() throws Exception {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .list(new Dense.Builder(4).activation(Activation.TANH).build(), classes())
            .setInputType(InputType.feedForward(CHANNELS))
            .build();
    ExportedNetwork exported =
        ExportedNetwork.of(folder.resolve("m.onnx"), NetworkForm.PLAIN, configuration);
    INDArray vectors = ExportedNetwork.values(CHANNELS, 1, 1, 1).reshape(3, CHANNELS);
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      assertThat(run.inputNames()).containsExactly("values");
      ExportedNetwork.assertClose(
          exported.network().output(vectors, false), run.withFeatures(vectors).run().first());
    }
  }

  @Test
  void temperatureFlattensProbabilities() throws Exception {
    double temperature = 2.5;
    ExportedNetwork exported =
        ExportedNetwork.of(
            folder.resolve("m.onnx"),
            new NetworkForm(SequenceForm.WHOLE, List.of(), temperature),
            CHANNELS,
            pooling(),
            classes());
    INDArray values = ExportedNetwork.values(CHANNELS, WHOLE);
    double[] plain = exported.network().output(values, false).getRow(1).toDoubleVector();
    double sum = 0;
    for (double probability : plain) {
      sum += Math.pow(probability, 1 / temperature);
    }
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      Output probabilities = run.withValues("values", values).run().get("probabilities");
      for (int c = 0; c < plain.length; c++) {
        assertThat(probabilities.at(1, c))
            .isCloseTo(Math.pow(plain[c], 1 / temperature) / sum, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void statesGoFromCallToCall(CellType cell) throws Exception {
    ExportedNetwork exported =
        ExportedNetwork.of(
            folder.resolve("m.onnx"),
            new NetworkForm(SequenceForm.CARRIED, List.of(), 1),
            CHANNELS,
            new Recurrent.Builder(cell, 5).build(),
            new Recurrent.Builder(cell, 5).passes(2).build(),
            tags());
    INDArray values = ExportedNetwork.values(CHANNELS, 6, 6);
    INDArray whole = exported.network().output(values, false);
    try (OnnxFileRun run = OnnxFileRun.of(exported.file())) {
      for (String input : run.inputNames()) {
        if (!input.equals("values")) {
          run.with(input, new float[10], 2, 5);
        }
      }
      for (int t = 0; t < 6; t++) {
        run.withValues("values", values.get(all(), all(), interval(t, t + 1)));
        Outputs outputs = run.run();
        for (int c = 0; c < 3; c++) {
          assertThat(outputs.get("probabilities").at(1, 0, c))
              .isCloseTo(whole.getDouble(1, c, t), within(1e-5));
        }
        for (String input : run.inputNames()) {
          if (!input.equals("values")) {
            run.with(input, floats(outputs.get("next_" + input).numbers()), 2, 5);
          }
        }
      }
    }
  }

  private static float[] floats(double... numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
