package io.sequent.common.network.build;

import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.List;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Analytic gradients against numeric ones, in double precision. */
final class GradientChecks {
  static final int BATCH = 3;
  static final int TIME = 4;
  private static final int CLASSES = 2;
  static final INDArray IDS =
      Nd4j.create(new double[][][] {{{0, 1, 4, 1}}, {{2, 2, 2, 0}}, {{3, 3, 0, 0}}});

  private GradientChecks() {}

  /** Computes in double precision while a test class runs. */
  static final class InDoubles implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @Override
    public void afterAll(ExtensionContext context) {
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Mask {
    NONE,
    END(new double[][] {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}}),
    MIDDLE(new double[][] {{1, 0, 1, 1}, {1, 1, 0, 1}, {0, 1, 0, 1}}),
    EMPTY_ROW(new double[][] {{1, 1, 1, 0}, {0, 0, 0, 0}, {1, 1, 0, 0}});

    private final double @Nullable [][] values;

    Mask() {
      values = null;
    }

    Mask(double[][] values) {
      this.values = values;
    }

    @Nullable INDArray array() {
      return values == null ? null : Nd4j.create(values);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Top {
    EACH_STEP,
    LAST(Pooling.LAST),
    CONCATENATION(Pooling.FLATTEN, Pooling.MEAN, Pooling.MAX);

    private final List<Pooling> kinds;

    Top(Pooling... kinds) {
      this.kinds = List.of(kinds);
    }
  }

  static boolean passes(
      INDArray features,
      @Nullable INDArray mask,
      Top top,
      int channels,
      @Nullable Long seedOfEachIteration,
      Layer... layers) {
    return passes(features, mask, top, channels, seedOfEachIteration, List.of(layers), List.of());
  }

  static boolean passes(
      INDArray features,
      @Nullable INDArray mask,
      Top top,
      int channels,
      @Nullable Long seedOfEachIteration,
      List<Layer> layers,
      List<Layer> layersOfVectors) {
    ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(12345)
            .dataType(DataType.DOUBLE)
            .updater(new NoOp())
            .list();
    layers.forEach(list::layer);
    boolean eachStep = top == Top.EACH_STEP;
    if (eachStep) {
      list.layer(
          new RnnOutputLayer.Builder(LossFunction.MCXENT)
              .nOut(CLASSES)
              .activation(Activation.SOFTMAX)
              .build());
    } else {
      list.layer(new SequencePooling(top.kinds, TIME));
      layersOfVectors.forEach(list::layer);
      list.layer(
          new OutputLayer.Builder(LossFunction.MCXENT)
              .nOut(CLASSES)
              .activation(Activation.SOFTMAX)
              .build());
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(channels)).build());
    network.init();
    network.setParams(Nd4j.randn(DataType.DOUBLE, 1, network.numParams()).muli(0.6));
    INDArray labels =
        eachStep
            ? Nd4j.zeros(DataType.DOUBLE, BATCH, CLASSES, TIME)
            : Nd4j.zeros(DataType.DOUBLE, BATCH, CLASSES);
    for (int b = 0; b < BATCH; b++) {
      if (eachStep) {
        for (int t = 0; t < TIME; t++) {
          labels.putScalar(b, (b + t) % CLASSES, t, 1);
        }
      } else {
        labels.putScalar(b, b % CLASSES, 1);
      }
    }
    return GradientCheckUtil.checkGradients(
        new GradientCheckUtil.MLNConfig()
            .net(network)
            .input(features)
            .labels(labels)
            .inputMask(mask)
            .labelMask(eachStep ? mask : null)
            .maxRelError(1e-5)
            .subset(true)
            .maxPerParam(3)
            .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
            .callEachIter(
                seedOfEachIteration == null
                    ? null
                    : net -> Nd4j.getRandom().setSeed(seedOfEachIteration)));
  }
}
