package io.sequent.common.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onnx.Onnx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Frozen encoders of other architectures, whose graphs ONNX Runtime runs. */
class OnnxRuntimeTest {
  private static final Path DATA = Path.of("..", "shared", "data", "bert");
  private static final int WIDTH = 3;
  private static final List<String> WORDS = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "sea", "a");

  @TempDir private Path folder;

  @BeforeEach
  void writeAnEncoder() throws IOException {
    Files.write(folder.resolve("vocab.txt"), WORDS);
    Files.writeString(
        folder.resolve("config.json"),
        "{\"model_type\":\"other\",\"vocab_size\":6,\"d_model\":3,\"n_positions\":9}");
    Files.write(folder.resolve("model.onnx"), graph("input_ids", "last_hidden_state"));
  }

  /** The state of a piece is its row of the embeddings, 10 x id + channel, times the mask. */
  private static byte[] graph(String ids, String output) {
    Onnx.TensorProto.Builder embeddings =
        Onnx.TensorProto.newBuilder()
            .setName("embeddings")
            .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE)
            .addDims(WORDS.size())
            .addDims(WIDTH);
    for (int id = 0; id < WORDS.size(); id++) {
      for (int channel = 0; channel < WIDTH; channel++) {
        embeddings.addFloatData(10 * id + channel);
      }
    }
    return Onnx.ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(11))
        .setGraph(
            Onnx.GraphProto.newBuilder()
                .setName("encoder")
                .addInitializer(embeddings)
                .addInput(value(ids, Onnx.TensorProto.DataType.INT64_VALUE))
                .addInput(value("attention_mask", Onnx.TensorProto.DataType.INT64_VALUE))
                .addOutput(value(output, Onnx.TensorProto.DataType.FLOAT_VALUE))
                .addNode(node("Gather", "rows", "embeddings", ids))
                .addNode(
                    node("Cast", "numbers", "attention_mask")
                        .addAttribute(
                            Onnx.AttributeProto.newBuilder()
                                .setName("to")
                                .setType(Onnx.AttributeProto.AttributeType.INT)
                                .setI(Onnx.TensorProto.DataType.FLOAT_VALUE)))
                .addNode(
                    node("Unsqueeze", "mask", "numbers")
                        .addAttribute(
                            Onnx.AttributeProto.newBuilder()
                                .setName("axes")
                                .setType(Onnx.AttributeProto.AttributeType.INTS)
                                .addInts(2)))
                .addNode(node("Mul", output, "rows", "mask")))
        .build()
        .toByteArray();
  }

  private static Onnx.ValueInfoProto value(String name, int type) {
    return Onnx.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            Onnx.TypeProto.newBuilder()
                .setTensorType(Onnx.TypeProto.Tensor.newBuilder().setElemType(type)))
        .build();
  }

  private static Onnx.NodeProto.Builder node(String operator, String output, String... inputs) {
    return Onnx.NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static Config config(Path encoder, String layers) {
    return Config.defaults(EncoderSettings.all())
        .with(Map.of("encoder", encoder.toString(), "encoder-layers", layers), "");
  }

  private static INDArray states(TextEncoder encoder, String... texts) {
    List<int[]> pieces = List.of(texts).stream().map(text -> encoder.pieces(text).ids()).toList();
    TokenBatch batch = encoder.inputOnce(pieces);
    return batch.ids();
  }

  @Test
  void theGraphGivesTheStates() {
    TextEncoder encoder = TextEncoder.of(config(folder, "none"));
    INDArray states = states(encoder, "sea a", "");
    assertThat(states.shape()).containsExactly(2, WIDTH, 4);
    assertThat(states.slice(0).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{20, 40, 50, 30}, {21, 41, 51, 31}, {22, 42, 52, 32}});
    assertThat(states.slice(1).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{20, 30, 0, 0}, {21, 31, 0, 0}, {22, 32, 0, 0}});
    assertThat(encoder.describe(List.of("sea")))
        .startsWith(
            "encoder: " + folder + ", 3 wide, frozen; its states of the training texts take");
  }

  @Test
  void aRunFindsItsEncoderAgain(@TempDir Path run) throws IOException {
    TextEncoder encoder = TextEncoder.of(config(folder, "none"));
    encoder.save(run);
    TextEncoder restored = TextEncoder.restore(run, config(folder, "none"));
    assertThat(restored.sizes()).isEqualTo(encoder.sizes());
    assertThat(states(restored, "sea")).isEqualTo(states(encoder, "sea"));
    Files.write(folder.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a"));
    TextEncoder other = TextEncoder.restore(run, config(folder, "none"));
    assertThatThrownBy(() -> states(other, "sea"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("not the encoder that the model was trained with");
  }

  @Test
  void statesAreThoseOfOurLayers(@TempDir Path other) throws IOException {
    Path tiny = DATA.resolve("tinybert-untrained.onnx");
    assumeTrue(Files.exists(tiny), "no encoder at " + tiny);
    String sizes =
        """
        "vocab_size":1656,"hidden_size":50,"num_hidden_layers":1,"num_attention_heads":1,
        "intermediate_size":200,"max_position_embeddings":100,"type_vocab_size":2}
        """;
    for (Path encoder : List.of(folder, other)) {
      Files.deleteIfExists(encoder.resolve("model.onnx"));
      Files.write(encoder.resolve("model.onnx"), withUsualOutput(Files.readAllBytes(tiny)));
      Files.copy(DATA.resolve("tinybert-tokenizer.json"), encoder.resolve("tokenizer.json"));
    }
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"another\"," + sizes);
    Files.writeString(
        other.resolve("config.json"), "{\"model_type\":\"bert\",\"hidden_act\":\"gelu\"," + sizes);
    String[] texts = {"It is a truth universally acknowledged", "that", "a single man"};
    INDArray graph = states(TextEncoder.of(config(folder, "none")), texts);
    INDArray layers = states(TextEncoder.of(config(other, "none")), texts);
    assertThat(graph.shape()).isEqualTo(layers.shape());
    assertThat(graph.dup('c').data().asFloat())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-4 ? 0 : 1)
        .containsExactly(layers.dup('c').data().asFloat());
  }

  private static byte[] withUsualOutput(byte[] model) throws IOException {
    Onnx.ModelProto.Builder builder = Onnx.ModelProto.parseFrom(model).toBuilder();
    Onnx.GraphProto.Builder graph = builder.getGraphBuilder();
    String old = graph.getOutput(0).getName();
    graph.getOutputBuilder(0).setName("last_hidden_state");
    graph.addNode(node("Identity", "last_hidden_state", old));
    return builder.build().toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ids       | last_hidden_state | no input 'input_ids'",
        "input_ids | states            | no output 'last_hidden_state'",
      })
  void otherGraphsAreRefused(String ids, String output, String problem) throws IOException {
    Files.write(folder.resolve("model.onnx"), graph(ids, output));
    TextEncoder encoder = TextEncoder.of(config(folder, "none"));
    assertThatThrownBy(() -> states(encoder, "sea"))
        .isInstanceOf(UserError.class)
        .hasMessage(folder.resolve("model.onnx") + ": " + problem);
  }

  @Test
  void damagedGraphsAreRefused() throws IOException {
    Files.writeString(folder.resolve("model.onnx"), "no graph");
    TextEncoder encoder = TextEncoder.of(config(folder, "none"));
    assertThatThrownBy(() -> states(encoder, "sea"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("model.onnx: not a graph that can be run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"d_model\":3     | \"d_model\":4    | states of shape [1, 3, 3], expected [1, 3, 4]",
        "\"d_model\":3     | \"x\":3          | config.json: no 'hidden_size' or 'd_model'",
        "\"d_model\":3     | \"d_model\":0    | config.json: width 0, expected 1 to",
        "\"vocab_size\":6  | \"vocab_size\":5 | vocab.txt: 6 word pieces, expected at most the 5",
        "\"n_positions\":9 | \"n_positions\":-1 | config.json: positions -1, expected 1 to",
      })
  void configurationsThatDoNotFitAreRefused(String part, String other, String problem)
      throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, Files.readString(file).replace(part, other));
    assertThatThrownBy(() -> states(TextEncoder.of(config(folder, "none")), "sea"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(problem);
  }

  @Test
  void onlyLayersOfOursAreFineTuned() {
    assertThatThrownBy(() -> TextEncoder.of(config(folder, "all")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("config.json: model_type 'other', expected one of bert")
        .hasMessageEndingWith("; with encoder-layers=none its graph can be run as it is");
  }
}
