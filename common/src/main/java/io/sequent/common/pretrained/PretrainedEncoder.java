package io.sequent.common.pretrained;

import io.sequent.common.UserError;
import io.sequent.common.io.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text encoder that others trained: its sizes, tokenizer and weights. Names and shapes are
 * checked when it is opened; an array takes memory when it is read.
 *
 * <p>The arrays are called the same whatever the file calls them, rows of a matrix one after the
 * other, all as {@code float}, half-width numbers widened exactly:
 *
 * <ul>
 *   <li>{@code embeddings.word.weight} [vocabulary, hidden], {@code embeddings.position.weight}
 *       [positions, hidden], the first row that of a text's first piece in RoBERTa too, {@code
 *       embeddings.type.weight} [token types, hidden], missing where there are none; the sum of the
 *       three goes through {@code embeddings.norm}
 *   <li>{@code layer.I.query}, {@code layer.I.key}, {@code layer.I.value}: {@code .weight} [hidden,
 *       hidden] and {@code .bias} [hidden], the heads side by side in the columns; {@code
 *       layer.I.attention} [hidden, hidden] after them; what it gives is added to the layer's input
 *       and goes through {@code layer.I.attention.norm}
 *   <li>{@code layer.I.intermediate} [hidden, intermediate], then exact GELU, then {@code
 *       layer.I.output} [intermediate, hidden], which is added to what it came from and goes
 *       through {@code layer.I.output.norm}
 * </ul>
 *
 * <p>A dense weight is [in, out]: states [n, in] are multiplied by it as it is. A {@code norm} has
 * {@code .weight} and {@code .bias}, [hidden] each. Layers count from 0.
 */
public final class PretrainedEncoder implements EncoderSource {
  private static final String CONFIG = "config.json";
  private static final String SAFETENSORS = "model.safetensors";
  private static final String ONNX = OnnxEncoder.MODEL;
  private static final String PICKLE = "pytorch_model.bin";
  private static final String WORD_EMBEDDINGS = "embeddings.word.weight";
  private static final String POSITIONS = "embeddings.position.weight";
  private static final String EMBEDDINGS = "embeddings.";
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private final EncoderConfig config;
  private final FileBytes file;
  private final String tokenizer;
  private final Map<String, Located> weights;

  private PretrainedEncoder(
      EncoderConfig config, FileBytes file, Map<String, StoredTensor> tensors, String tokenizer) {
    this.config = config;
    this.file = file;
    this.tokenizer = tokenizer;
    this.weights = located(config, file, tensors);
  }

  /**
   * Opens an encoder.
   *
   * @param nameOrFolder one of the names that Maven Central carries, such as {@code
   *     all-minilm-l6-v2}, or a folder with {@code config.json}, with {@code tokenizer.json} or
   *     {@code vocab.txt}, and with {@code model.safetensors} or {@code model.onnx}
   * @throws UserError if there is no such encoder, or a file is missing, broken, of another
   *     architecture or does not fit the others
   */
  public static PretrainedEncoder open(String nameOrFolder) throws IOException {
    Optional<KnownEncoder> known = KnownEncoder.of(nameOrFolder);
    if (known.isPresent()) {
      EncoderConfig config = known.get().config();
      FileBytes model = known.get().model();
      String tokenizer = new String(known.get().tokenizer(), StandardCharsets.UTF_8);
      return new PretrainedEncoder(
          config,
          model,
          OnnxFile.tensors(model),
          TokenizerText.of(nameOrFolder, tokenizer, config.shape().vocabulary()));
    }
    Path folder = Path.of(nameOrFolder);
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "encoder=%s: no such folder, and not one of %s"
              .formatted(nameOrFolder, KnownEncoder.names()));
    }
    return ofFolder(folder);
  }

  /**
   * Whether an encoder can be opened: its library is on the class path, or its folder is there.
   *
   * @param nameOrFolder as for {@link #open}
   */
  public static boolean isThere(String nameOrFolder) {
    return KnownEncoder.of(nameOrFolder)
        .map(KnownEncoder::isThere)
        .orElseGet(() -> Files.exists(Path.of(nameOrFolder)));
  }

  private static PretrainedEncoder ofFolder(Path folder) throws IOException {
    EncoderConfig config = EncoderConfig.read(folder.resolve(CONFIG));
    String tokenizer = TokenizerText.ofFolder(folder, config.shape().vocabulary());
    if (Files.exists(folder.resolve(SAFETENSORS))) {
      FileBytes model = FileBytes.of(folder.resolve(SAFETENSORS));
      return new PretrainedEncoder(config, model, SafetensorsFile.tensors(model), tokenizer);
    }
    if (Files.exists(folder.resolve(ONNX))) {
      FileBytes model = FileBytes.of(folder.resolve(ONNX));
      return new PretrainedEncoder(config, model, OnnxFile.tensors(model), tokenizer);
    }
    throw new UserError(
        "%s: no weights, expected %s or %s%s"
            .formatted(
                folder,
                SAFETENSORS,
                ONNX,
                Files.exists(folder.resolve(PICKLE))
                    ? "; " + PICKLE + " can run code and is not read, save it as safetensors"
                    : ""));
  }

  private static Map<String, Located> located(
      EncoderConfig config, FileBytes file, Map<String, StoredTensor> tensors) {
    String prefix = prefix(config.family().storedName(WORD_EMBEDDINGS), file, tensors);
    Map<String, Located> weights = new LinkedHashMap<>();
    for (EncoderWeight weight : config.shape().weights()) {
      String stored = prefix + config.family().storedName(weight.name());
      StoredTensor tensor = tensors.get(stored);
      if (tensor == null) {
        // Files made from TensorFlow's.
        tensor = tensors.get(stored.replace(WEIGHT, ".gamma").replace(BIAS, ".beta"));
      }
      if (tensor == null) {
        throw new UserError("%s: no tensor '%s'".formatted(file.name(), stored));
      }
      if (!tensor.type().isRead()) {
        throw new UserError(
            "%s: tensor '%s' is of another type, expected float32, float16 or bfloat16"
                .formatted(file.name(), stored));
      }
      Located located = new Located(weight, tensor, config.family().positionOffset());
      if (!located.shape().equals(tensor.shape())) {
        throw new UserError(
            "%s: tensor '%s' of shape %s, expected %s"
                .formatted(file.name(), stored, tensor.shape(), located.shape()));
      }
      weights.put(weight.name(), located);
    }
    return weights;
  }

  /** What stands before all names, such as {@code bert.}, or nothing. */
  private static String prefix(String words, FileBytes file, Map<String, StoredTensor> tensors) {
    List<String> found =
        tensors.keySet().stream()
            .filter(name -> name.equals(words) || name.endsWith("." + words))
            .toList();
    if (found.size() != 1) {
      throw new UserError(
          "%s: %d tensors '%s', expected one".formatted(file.name(), found.size(), words));
    }
    return found.get(0).substring(0, found.get(0).length() - words.length());
  }

  /** The sizes. */
  public EncoderShape shape() {
    return config.shape();
  }

  @Override
  public EncoderSizes sizes() {
    return shape().sizes();
  }

  @Override
  public WordPieces wordPieces(int most) throws IOException {
    return WordPieces.of("the tokenizer of " + file.name(), tokenizer, sizes(), most);
  }

  @Override
  public String sha256() throws IOException {
    return Sha256.of(file.sha256() + Sha256.of(tokenizer) + shape());
  }

  /**
   * Reads an array.
   *
   * @param name of one of {@link EncoderShape#weights()}
   * @return its numbers in a new array, laid out as above
   * @throws UserError if a number is infinite or none
   */
  public float[] read(String name) throws IOException {
    Located located = weights.get(name);
    if (located == null) {
      throw new IllegalArgumentException("no weight " + name);
    }
    float[] numbers = new float[located.weight.length()];
    located.tensor.read(file, located.skipped(), numbers);
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new UserError("%s: a number of '%s' is %s".formatted(file.name(), name, number));
      }
    }
    return located.isTransposed() ? transposed(numbers, located.weight.shape()) : numbers;
  }

  /** From [out, in] to [in, out]. */
  private static float[] transposed(float[] numbers, List<Integer> shape) {
    int in = shape.get(0);
    int out = shape.get(1);
    float[] result = new float[numbers.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        result[i * out + o] = numbers[o * in + i];
      }
    }
    return result;
  }

  /** An array and where it lies. */
  private record Located(EncoderWeight weight, StoredTensor tensor, int positionOffset) {
    boolean isTransposed() {
      return weight.shape().size() == 2
          && !weight.name().startsWith(EMBEDDINGS)
          && !tensor.inputsFirst();
    }

    /** How many numbers stand before the first that is read. */
    long skipped() {
      return weight.name().equals(POSITIONS) ? (long) positionOffset * weight.shape().get(1) : 0;
    }

    /** The shape that the file must have. */
    List<Long> shape() {
      List<Long> shape = new ArrayList<>();
      for (int size : weight.shape()) {
        shape.add(isTransposed() ? 0 : shape.size(), (long) size);
      }
      if (weight.name().equals(POSITIONS)) {
        shape.set(0, shape.get(0) + positionOffset);
      }
      return shape;
    }
  }
}
