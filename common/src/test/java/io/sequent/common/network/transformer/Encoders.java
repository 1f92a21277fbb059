package io.sequent.common.network.transformer;

import io.sequent.common.network.layer.embedding.TokenEmbedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks and data for the tests of this package. */
final class Encoders {
  static final int BATCH = 3;
  static final int TIME = 4;
  static final int WIDTH = 6; // No multiple of what is added up at a time.
  static final int HEADS = 2;
  static final int CLASSES = 2;
  static final int WORDS = 7;

  /** How many steps of each sequence count in {@link #END}. */
  static final int[] LENGTHS = {4, 2, 3};

  static final double[][] END = {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}};
  static final double[][] MIDDLE = {{1, 0, 1, 1}, {1, 1, 0, 1}, {0, 1, 0, 1}};
  static final double[][] EMPTY_ROW = {{1, 1, 1, 0}, {0, 0, 0, 0}, {1, 1, 0, 0}};

  private static final double[][][] IDS = {{{0, 1, 4, 1}}, {{2, 2, 6, 0}}, {{3, 3, 0, 5}}};

  private Encoders() {}

  static TransformerBlock.Builder block() {
    return new TransformerBlock.Builder(HEADS, 5);
  }

  /** Two blocks. */
  static Transformer encoder() {
    return new Transformer(2, HEADS, 5).maxLength(TIME + 1);
  }

  /** Token ids, shape [batch, 1, time]. */
  static INDArray ids(DataType type) {
    return Nd4j.create(IDS).castTo(type);
  }

  static @Nullable INDArray mask(double @Nullable [][] mask) {
    return mask == null ? null : Nd4j.create(mask);
  }

  /** Labels of each step, shape [batch, classes, time], or of each sequence, [batch, classes]. */
  static INDArray labels(DataType type, boolean eachStep) {
    INDArray steps = Nd4j.zeros(type, BATCH, CLASSES, TIME);
    INDArray sequences = Nd4j.zeros(type, BATCH, CLASSES);
    for (int b = 0; b < BATCH; b++) {
      sequences.putScalar(b, b % CLASSES, 1);
      for (int t = 0; t < TIME; t++) {
        steps.putScalar(b, (b + t) % CLASSES, t, 1);
      }
    }
    return eachStep ? steps : sequences;
  }

  /** A network on token ids whose parameters are all at random. */
  static MultiLayerNetwork network(DataType type, boolean eachStep, List<Layer> layers) {
    List<Layer> all = new ArrayList<>();
    all.add(new TokenEmbedding.Builder(WORDS, WIDTH).build());
    all.addAll(layers);
    NeuralNetConfiguration.Builder learning =
        new NeuralNetConfiguration.Builder().dataType(type).updater(new NoOp());
    MultiLayerNetwork network = initialised(learning, eachStep, CLASSES, all);
    network.setParams(numbers(type, 1, network.numParams()).muli(0.6));
    return network;
  }

  /** A network on sequences of one channel, or of the width of its first layer's. */
  static MultiLayerNetwork initialised(
      NeuralNetConfiguration.Builder learning, boolean eachStep, int classes, List<Layer> layers) {
    ListBuilder list = learning.list();
    layers.forEach(list::layer);
    list.layer(
        eachStep
            ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .build()
            : new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(1)).build());
    network.init();
    return network;
  }

  /** The gradient by all parameters. */
  static INDArray gradient(
      MultiLayerNetwork network,
      INDArray ids,
      INDArray labels,
      @Nullable INDArray mask,
      boolean eachStep) {
    network.setInput(ids);
    network.setLabels(labels);
    network.setLayerMaskArrays(mask, eachStep ? mask : null);
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient().dup();
    network.clearLayerMaskArrays();
    return gradient;
  }

  /** The length of the difference over that of what is expected. */
  static double difference(INDArray actual, INDArray expected) {
    INDArray doubles = expected.castTo(DataType.DOUBLE);
    double off = actual.castTo(DataType.DOUBLE).sub(doubles).norm2Number().doubleValue();
    return off / doubles.norm2Number().doubleValue();
  }

  /** Always the same numbers from -1 to 1, in every type. */
  static INDArray numbers(DataType type, long... shape) {
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    Random random = new Random(11);
    double[] numbers = random.doubles(count, -1, 1).map(x -> (float) x).toArray();
    return Nd4j.create(numbers, shape, DataType.DOUBLE).castTo(type);
  }
}
