package io.sequent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What every layer on sequences promises: right gradients, masks that hold, configurations that
 * survive JSON and model files. The layer stands alone below a softmax, on {@link #WIDTH} channels
 * over {@link #TIME} steps, in double precision.
 *
 * <pre>{@code
 * class MyLayerTest extends LayerContract {
 *   @Override
 *   protected Layer layer() {
 *     return new MyLayer.Builder().nOut(3).build();
 *   }
 * }
 * }</pre>
 */
public abstract class LayerContract {
  /** Channels of the input. */
  protected static final int WIDTH = 3;

  /** Steps of the input. */
  protected static final int TIME = 4;

  private static final int BATCH = 3;
  private static final int CLASSES = 2;
  private static final double ROUNDING = 1e-9;
  private static final double[][] MASK = {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}};

  /** A new configuration of the layer; {@code nIn} may be left to the input type. */
  protected abstract Layer layer();

  /**
   * Whether padded steps change nothing; not for a layer of fixed length or one that may look at
   * masked steps.
   */
  protected boolean respectsMasks() {
    return true;
  }

  @BeforeEach
  final void computeInDoubles() {
    NativeThreads.single();
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  final void computeInFloats() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  private MultiLayerConfiguration configuration() {
    Layer layer = layer();
    InputType input = InputType.recurrent(WIDTH, TIME);
    boolean sequence = layer.getOutputType(0, input).getType() == InputType.Type.RNN;
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(5)
        .updater(new NoOp())
        .list(layer, sequence ? perStep() : perSequence())
        .setInputType(input)
        .build();
  }

  private static Layer perStep() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .activation(Activation.SOFTMAX)
        .nOut(CLASSES)
        .build();
  }

  private static Layer perSequence() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .activation(Activation.SOFTMAX)
        .nOut(CLASSES)
        .build();
  }

  private MultiLayerNetwork network() {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration());
    network.init();
    return network;
  }

  /** Shape {@code [batch, width, time]}, between -1 and 1, no two values alike. */
  private static INDArray features() {
    double[] values = new double[BATCH * WIDTH * TIME];
    Arrays.setAll(values, i -> Math.sin(1 + 0.7 * i));
    return Nd4j.create(values, new long[] {BATCH, WIDTH, TIME}, DataType.DOUBLE);
  }

  private static INDArray labels(INDArray output) {
    INDArray labels = output.like();
    for (int row = 0; row < BATCH; row++) {
      for (int step = 0; step < (labels.rank() == 3 ? TIME : 1); step++) {
        int label = (row + step) % CLASSES;
        if (labels.rank() == 3) {
          labels.putScalar(row, label, step, 1);
        } else {
          labels.putScalar(row, label, 1);
        }
      }
    }
    return labels;
  }

  private boolean gradientsAreRight(@Nullable INDArray mask) {
    MultiLayerNetwork network = network();
    INDArray labels = labels(network.output(features()));
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(network)
            .input(features())
            .labels(labels)
            .inputMask(mask)
            .labelMask(labels.rank() == 3 ? mask : null));
  }

  @Test
  void gradientsAreRight() {
    assertThat(gradientsAreRight(null)).isTrue();
  }

  @Test
  void gradientsAreRightUnderAMask() {
    assertThat(gradientsAreRight(Nd4j.create(MASK))).isTrue();
  }

  @Test
  void paddingChangesNothing() {
    if (!respectsMasks()) {
      return;
    }
    MultiLayerNetwork network = network();
    INDArray features = features();
    // A copy: some of Deeplearning4j's layers compute in place.
    INDArray padded = network.output(features.dup(), false, Nd4j.create(MASK), null).dup();
    for (int row = 0; row < BATCH; row++) {
      int length = Nd4j.create(MASK[row]).sumNumber().intValue();
      INDArray alone =
          features
              .get(
                  NDArrayIndex.interval(row, row + 1),
                  NDArrayIndex.all(),
                  NDArrayIndex.interval(0, length))
              .dup();
      INDArray expected = network.output(alone, false);
      INDArray actual = padded.get(NDArrayIndex.interval(row, row + 1), NDArrayIndex.all());
      if (actual.rank() == 3) {
        actual =
            padded.get(
                NDArrayIndex.interval(row, row + 1),
                NDArrayIndex.all(),
                NDArrayIndex.interval(0, length));
      }
      assertThat(actual.dup().equalsWithEps(expected, ROUNDING)).as("row " + row).isTrue();
    }
  }

  @Test
  void configurationSurvivesJsonAndIsCloned() {
    MultiLayerConfiguration configuration = configuration();
    assertThat(MultiLayerConfiguration.fromJson(configuration.toJson())).isEqualTo(configuration);
    Layer layer = layer();
    assertThat(layer.clone()).isEqualTo(layer).isNotSameAs(layer);
  }

  @Test
  void savedNetworkPredictsTheSame(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network = network();
    Path file = folder.resolve("model.zip");
    ModelFile.save(network, file);
    assertThat(ModelFile.load(file).output(features())).isEqualTo(network.output(features()));
  }

  @Test
  void sameSeedGivesTheSameWeights() {
    assertThat(network().params()).isEqualTo(network().params());
  }
}
