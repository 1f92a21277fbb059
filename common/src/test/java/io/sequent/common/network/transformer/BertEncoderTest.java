package io.sequent.common.network.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.network.file.ModelFile;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.transformer.BertEncoder.Shape;
import io.sequent.common.network.update.TrainingStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import onnx.Onnx;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

@ExtendWith(OneThread.class)
class BertEncoderTest {
  private static final Path TINY =
      Path.of("..", "shared", "data", "bert", "tinybert-untrained.onnx");
  private static final Shape TINY_SHAPE = new Shape(1656, 50, 1, 1, 200, 100, 2, 1e-12);
  private static final Shape SHAPE = new Shape(Encoders.WORDS, 6, 2, 2, 5, 7, 2, 1e-12);

  @AfterEach
  void useWhatIsUsual() {
    Kernels.use(KernelChoice.AUTO);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "PORTABLE"})
  void statesAreThoseOfOnnxRuntime(KernelChoice kernels) throws IOException, OrtException {
    assumeTrue(Files.exists(TINY), "no encoder at " + TINY);
    Kernels.use(kernels);
    BertEncoder encoder = new BertEncoder(TINY_SHAPE).dropout(0.1);
    MultiLayerNetwork network = network(encoder, new NeuralNetConfiguration.Builder());
    encoder.fill(network, 0, tiny()::get);
    Batch batch = new Batch(new int[] {100, 37, 1}, TINY_SHAPE.vocabulary());
    float[][][] expected = states(batch);
    INDArray actual = states(network, TINY_SHAPE, batch);
    for (int b = 0; b < batch.lengths.length; b++) {
      for (int t = 0; t < batch.lengths[b]; t++) {
        for (int i = 0; i < TINY_SHAPE.width(); i++) {
          assertThat(actual.getFloat(b, i, t)).isCloseTo(expected[b][t][i], within(1e-5f));
        }
      }
    }
  }

  /** Token ids at random, behind each sequence as well. */
  private record Batch(int[] lengths, long[][] ids, long[][] mask) {
    Batch(int[] lengths, int vocabulary) {
      this(lengths, new long[lengths.length][lengths[0]], new long[lengths.length][lengths[0]]);
      Random random = new Random(3);
      for (int b = 0; b < lengths.length; b++) {
        for (int t = 0; t < lengths[0]; t++) {
          ids[b][t] = random.nextInt(vocabulary);
          mask[b][t] = t < lengths[b] ? 1 : 0;
        }
      }
    }
  }

  private static INDArray states(MultiLayerNetwork network, Shape shape, Batch batch) {
    INDArray ids = Nd4j.createFromArray(batch.ids).castTo(DataType.FLOAT);
    network.setLayerMaskArrays(Nd4j.createFromArray(batch.mask).castTo(DataType.FLOAT), null);
    int last = 2 + shape.blocks();
    return network
        .feedForwardToLayer(last, ids.reshape(ids.size(0), 1, ids.size(1)), false)
        .get(last + 1);
  }

  private static float[][][] states(Batch batch) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[][] types = new long[batch.ids.length][batch.ids[0].length];
    try (OrtSession session =
            environment.createSession(TINY.toString(), new OrtSession.SessionOptions());
        OnnxTensor ids = OnnxTensor.createTensor(environment, batch.ids);
        OnnxTensor mask = OnnxTensor.createTensor(environment, batch.mask);
        OnnxTensor type = OnnxTensor.createTensor(environment, types);
        OrtSession.Result result =
            session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", type))) {
      return (float[][][]) result.get(0).getValue();
    }
  }

  /** The file's weights by the names of {@link BertEncoder}. */
  private static Map<String, float[]> tiny() throws IOException {
    Map<String, float[]> named = new HashMap<>();
    for (Onnx.TensorProto tensor :
        Onnx.ModelProto.parseFrom(Files.readAllBytes(TINY)).getGraph().getInitializerList()) {
      ByteBuffer bytes = ByteBuffer.wrap(tensor.getRawData().toByteArray());
      float[] numbers = new float[bytes.capacity() / Float.BYTES];
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
      String name = TINY_MATRICES.getOrDefault(tensor.getName(), tensor.getName());
      named.put(
          name.replace("encoder.", "")
              .replaceAll("attention.self.(query|key|value)", "$1")
              .replace(".dense", "")
              .replace("output.LayerNorm", "norm")
              .replaceFirst("^(layer.0).norm", "$1.output.norm")
              .replace("LayerNorm", "norm")
              .replace("attention.output", "attention")
              .replace("attention.output.norm", "attention.norm")
              .replaceAll("(word|position|token_type)_embeddings", "$1")
              .replace("token_type", "type"),
          numbers);
    }
    return named;
  }

  /** Matrices have numbers in place of names. */
  private static final Map<String, String> TINY_MATRICES =
      Map.of(
          "182", "layer.0.query.weight",
          "183", "layer.0.key.weight",
          "186", "layer.0.value.weight",
          "192", "layer.0.attention.weight",
          "193", "layer.0.intermediate.weight",
          "194", "layer.0.output.weight");

  @Test
  void positionsHoldTheFirstType() {
    MultiLayerNetwork network = filled(new BertEncoder(SHAPE));
    INDArray table = network.getLayer(1).getParam("P");
    assertThat(table.shape()).containsExactly(7, 6);
    float[] position = named("embeddings.position.weight");
    float[] type = named("embeddings.type.weight");
    for (int row = 0; row < 7; row++) {
      for (int i = 0; i < 6; i++) {
        assertThat(table.getFloat(row, i)).isEqualTo(position[row * 6 + i] + type[i]);
      }
    }
    INDArray keys = network.getLayer(3).getParam("Wqkv").get(all(), interval(6, 12));
    assertThat(keys.dup('c').data().asFloat()).isEqualTo(named("layer.0.key.weight"));
  }

  @Test
  void tensorOfAnotherSizeIsRefused() {
    BertEncoder encoder = new BertEncoder(SHAPE);
    MultiLayerNetwork network = network(encoder, new NeuralNetConfiguration.Builder());
    Function<String, float[]> wrong =
        name -> name.equals("layer.1.output.bias") ? new float[5] : named(name);
    assertThatThrownBy(() -> encoder.fill(network, 0, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor 'layer.1.output.bias' has 5 numbers, expected 6");
    assertThatThrownBy(() -> encoder.fill(network, 0, name -> new float[0]))
        .hasMessageContaining("'embeddings.word.weight'");
    assertThatThrownBy(() -> new Shape(9, 6, 2, 4, 5, 7, 0, 1e-5))
        .hasMessage("a width of 6 cannot be divided among 4 heads");
    assertThatThrownBy(() -> new Shape(9, 6, 2, 2, 5, 0, 2, 1e-5))
        .hasMessage("0 positions and 2 token types, expected at least 1 and 0");
  }

  @Test
  void paddingChangesNothing() {
    MultiLayerNetwork network = filled(new BertEncoder(SHAPE));
    Batch padded = new Batch(new int[] {5, 3}, SHAPE.vocabulary());
    INDArray together = states(network, SHAPE, padded).dup();
    long[][] ids = {{padded.ids[1][0], padded.ids[1][1], padded.ids[1][2]}};
    INDArray alone =
        states(network, SHAPE, new Batch(new int[] {3}, ids, new long[][] {{1, 1, 1}}));
    INDArray there = together.get(point(1), all(), interval(0, 3));
    assertThat(there.sub(alone.get(point(0))).amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  @Test
  void savedNetworkPredictsTheSame(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network =
        filled(new BertEncoder(SHAPE).dropout(0.1).rateDecay(0.5).trainTop(1));
    Path file = folder.resolve("model.zip");
    ModelFile.save(network, file);
    MultiLayerNetwork loaded = ModelFile.load(file);
    INDArray ids = Encoders.ids(DataType.FLOAT);
    assertThat(loaded.output(ids)).isEqualTo(network.output(ids));
    assertThat(loaded.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
  }

  @ParameterizedTest(name = "top {0}")
  @ValueSource(ints = {0, 1, 2})
  void onlyTheTopIsTrained(int top) {
    BertEncoder encoder = new BertEncoder(SHAPE).dropout(0.1).trainTop(top);
    MultiLayerNetwork network =
        network(encoder, new NeuralNetConfiguration.Builder().updater(new Adam(0.01)));
    INDArray start = network.params().dup();
    new TrainingStep(network).fit(data());
    for (int layer = 0; layer < network.getnLayers(); layer++) {
      boolean trained = layer >= 5 - top && network.getLayer(layer).numParams() > 0;
      assertThat(changes(network, start)[layer] > 0).as("layer " + layer).isEqualTo(trained);
    }
    // What is frozen costs no moments either.
    long trained = 0;
    for (int layer = 5 - top; layer < network.getnLayers(); layer++) {
      trained += network.getLayer(layer).numParams();
    }
    assertThat(network.updaterState().length()).isEqualTo(2 * trained);
  }

  @Test
  void rateDecaysFromBlockToBlock() {
    double[] plain = firstChanges(new BertEncoder(SHAPE));
    double[] decayed = firstChanges(new BertEncoder(SHAPE).rateDecay(0.5));
    double[] factors = {0.125, 0.125, 0.125, 0.25, 0.5};
    for (int layer = 0; layer < factors.length; layer++) {
      assertThat(decayed[layer]).isCloseTo(factors[layer] * plain[layer], within(2e-5));
    }
    assertThat(decayed[6]).isEqualTo(plain[6]).isPositive();
  }

  private static double[] firstChanges(BertEncoder encoder) {
    MultiLayerNetwork network =
        network(encoder, new NeuralNetConfiguration.Builder().seed(4).updater(new Sgd(1)));
    INDArray start = network.params().dup();
    new TrainingStep(network).fit(data());
    return changes(network, start);
  }

  /** The length of the change of each layer's parameters. */
  private static double[] changes(MultiLayerNetwork network, INDArray start) {
    double[] changes = new double[network.getnLayers()];
    long from = 0;
    INDArray change = network.params().sub(start).reshape(start.length());
    for (int layer = 0; layer < changes.length; layer++) {
      long to = from + network.getLayer(layer).numParams();
      changes[layer] = to == from ? 0 : change.get(interval(from, to)).norm2Number().doubleValue();
      from = to;
    }
    return changes;
  }

  /** Weight decay spares biases and normalisations. */
  @Test
  void onlyMatricesAndTablesDecay() {
    MultiLayerNetwork network =
        network(
            new BertEncoder(SHAPE),
            new NeuralNetConfiguration.Builder().updater(new Adam(0.01)).weightDecay(0.1, true));
    List<String> decaying = new ArrayList<>();
    for (org.deeplearning4j.nn.api.Layer layer : List.of(network.getLayers()).subList(0, 4)) {
      for (String name : layer.paramTable().keySet()) {
        if (!layer.getConfig().getRegularizationByParam(name).isEmpty()) {
          decaying.add(name);
        }
      }
    }
    assertThat(decaying).containsExactly("W", "P", "Wqkv", "Wo", "W1", "W2");
  }

  /** Always the same for a name. */
  private static float[] named(String name) {
    Map<String, Integer> lengths =
        Map.of(
            "embeddings.word.weight", Encoders.WORDS * 6,
            "embeddings.position.weight", 7 * 6,
            "embeddings.type.weight", 2 * 6,
            "query.weight", 36,
            "key.weight", 36,
            "value.weight", 36,
            "attention.weight", 36,
            "intermediate.weight", 30,
            "output.weight", 30,
            "intermediate.bias", 5);
    String kind = name.replaceFirst("layer.\\d.", "");
    float[] numbers = new float[lengths.getOrDefault(kind, 6)];
    Random random = new Random(name.hashCode());
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }

  private static DataSet data() {
    return new DataSet(
        Encoders.ids(DataType.FLOAT),
        Encoders.labels(DataType.FLOAT, false),
        Nd4j.create(Encoders.END),
        null);
  }

  private static MultiLayerNetwork filled(BertEncoder encoder) {
    MultiLayerNetwork network = network(encoder, new NeuralNetConfiguration.Builder());
    encoder.fill(network, 0, BertEncoderTest::named);
    return network;
  }

  private static MultiLayerNetwork network(
      BertEncoder encoder, NeuralNetConfiguration.Builder learning) {
    List<Layer> layers = encoder.layers();
    layers.add(new SequencePooling(List.of(Pooling.MEAN), 0));
    return Encoders.initialised(learning, false, Encoders.CLASSES, layers);
  }
}
