package io.sequent.common.pretrained;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Writes the folders of small encoders. The value of each number says where it is from. */
public final class EncoderFiles {
  static final EncoderShape SHAPE = new EncoderShape(20, 4, 2, 2, 6, 8, 2, 1e-12);

  static final List<String> WORDS =
      List.of(
          "[PAD]",
          "[UNK]",
          "[CLS]",
          "[SEP]",
          "[MASK]",
          "the",
          "sea",
          "is",
          "##side",
          "cafe",
          "##s",
          "calm",
          ",",
          ".",
          "!",
          "海",
          "un",
          "##afford",
          "##able",
          "i");

  private static final ObjectMapper JSON = new ObjectMapper();

  private EncoderFiles() {}

  /**
   * A whole folder of a BERT of random weights, whose word pieces are the letters.
   *
   * @param seed of the weights
   */
  public static Path ofLetters(Path folder, long seed) throws IOException {
    List<String> words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    for (char letter = 'a'; letter <= 'z'; letter++) {
      words.add(String.valueOf(letter));
      words.add("##" + letter);
    }
    EncoderShape shape = new EncoderShape(words.size(), 8, 2, 2, 12, 40, 2, 1e-12);
    Files.createDirectories(folder);
    config(
        folder,
        Map.of(
            "vocab_size", shape.vocabulary(),
            "hidden_size", shape.hidden(),
            "intermediate_size", shape.intermediate(),
            "max_position_embeddings", shape.positions()));
    Files.write(folder.resolve("vocab.txt"), words);
    Random random = new Random(seed);
    weights(
        folder,
        EncoderFamily.BERT,
        "bert.",
        shape,
        name -> name,
        count -> gaussians(count, random));
    return folder;
  }

  private static byte[] gaussians(int count, Random random) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat((float) (0.3 * random.nextGaussian()));
    }
    return bytes.array();
  }

  /** A whole folder of a BERT. */
  static Path bert(Path folder) throws IOException {
    config(folder, Map.of());
    Files.write(folder.resolve("vocab.txt"), WORDS);
    weights(folder, EncoderFamily.BERT, "bert.", SHAPE, name -> name);
    return folder;
  }

  /** The configuration of {@link #SHAPE} as a BERT has it, with other values where given. */
  static void config(Path folder, Map<String, Object> others) throws IOException {
    ObjectNode config =
        JSON.createObjectNode()
            .put("model_type", "bert")
            .put("hidden_act", "gelu")
            .put("vocab_size", SHAPE.vocabulary())
            .put("hidden_size", SHAPE.hidden())
            .put("num_hidden_layers", SHAPE.layers())
            .put("num_attention_heads", SHAPE.heads())
            .put("intermediate_size", SHAPE.intermediate())
            .put("max_position_embeddings", SHAPE.positions())
            .put("type_vocab_size", SHAPE.tokenTypes())
            .put("layer_norm_eps", SHAPE.epsilon());
    others.forEach(config::putPOJO);
    Files.writeString(folder.resolve("config.json"), JSON.writeValueAsString(config));
  }

  /** Weights as PyTorch has them: dense ones [out, in]. */
  static void weights(
      Path folder,
      EncoderFamily family,
      String prefix,
      EncoderShape shape,
      UnaryOperator<String> renamed)
      throws IOException {
    weights(folder, family, prefix, shape, renamed, EncoderFiles::floats);
  }

  private static void weights(
      Path folder,
      EncoderFamily family,
      String prefix,
      EncoderShape shape,
      UnaryOperator<String> renamed,
      IntFunction<byte[]> numbers)
      throws IOException {
    Safetensors file = new Safetensors();
    for (EncoderWeight weight : shape.weights()) {
      String name = renamed.apply(prefix + family.storedName(weight.name()));
      List<Integer> sizes = weight.shape();
      if (sizes.size() == 1) {
        file.add(name, "F32", sizes, numbers.apply(weight.length()));
      } else if (weight.name().startsWith("embeddings.")) {
        int rows = sizes.get(0);
        rows += weight.name().contains("position") ? family.positionOffset() : 0;
        file.add(name, "F32", List.of(rows, sizes.get(1)), numbers.apply(rows * sizes.get(1)));
      } else {
        file.add(name, "F32", List.of(sizes.get(1), sizes.get(0)), numbers.apply(weight.length()));
      }
    }
    file.add(prefix + "embeddings.position_ids", "I64", List.of(1), new byte[8]);
    file.write(folder.resolve("model.safetensors"));
  }

  /** The tensor of a name that must be there. */
  static StoredTensor named(String name, Map<String, StoredTensor> tensors) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** 0, 1, 2 and so on. */
  static byte[] floats(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(i);
    }
    return bytes.array();
  }

  /** A file of safetensors. */
  static final class Safetensors {
    private final ObjectNode header = JSON.createObjectNode();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    Safetensors add(String name, String type, List<Integer> shape, byte[] bytes) {
      ObjectNode entry = header.putObject(name).put("dtype", type);
      entry.putPOJO("shape", shape);
      entry.putArray("data_offsets").add(data.size()).add(data.size() + bytes.length);
      data.writeBytes(bytes);
      return this;
    }

    void write(Path file) throws IOException {
      header.putObject("__metadata__").put("format", "pt");
      Files.write(file, bytes(JSON.writeValueAsString(header), data.toByteArray()));
    }

    static byte[] bytes(String header, byte[] data) {
      byte[] text = header.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(8 + text.length + data.length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(text.length)
          .put(text)
          .put(data)
          .array();
    }
  }
}
