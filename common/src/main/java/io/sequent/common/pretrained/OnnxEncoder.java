package io.sequent.common.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import io.sequent.common.UserError;
import io.sequent.common.io.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An encoder of any architecture whose graph is run as it is: {@code model.onnx} takes {@code
 * input_ids} and {@code attention_mask}, [batch, time], and gives {@code last_hidden_state} [batch,
 * time, width].
 */
public final class OnnxEncoder implements EncoderSource {
  private static final String CONFIG = "config.json";
  static final String MODEL = "model.onnx";
  private static final List<String> WIDTH = List.of("hidden_size", "d_model", "dim", "n_embd");
  private static final List<String> POSITIONS =
      List.of("max_position_embeddings", "n_positions", "max_sequence_length");

  /** Of encoders without a limit. */
  private static final int USUAL_POSITIONS = 512;

  private final Path folder;
  private final EncoderSizes sizes;
  private final String tokenizer;

  private OnnxEncoder(Path folder, EncoderSizes sizes, String tokenizer) {
    this.folder = folder;
    this.sizes = sizes;
    this.tokenizer = tokenizer;
  }

  /**
   * Opens a folder with {@code config.json}, {@code tokenizer.json} or {@code vocab.txt}, and
   * {@code model.onnx}.
   *
   * @throws UserError if a file is missing or broken
   */
  public static OnnxEncoder open(Path folder) throws IOException {
    Path file = folder.resolve(CONFIG);
    JsonNode config = StrictJson.object(file);
    EncoderSizes sizes;
    try {
      sizes =
          new EncoderSizes(
              size(config, List.of("vocab_size")).orElseThrow(() -> missing(file, "vocab_size")),
              size(config, WIDTH).orElseThrow(() -> missing(file, String.join("' or '", WIDTH))),
              size(config, POSITIONS).orElse(USUAL_POSITIONS));
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
    if (!Files.isRegularFile(folder.resolve(MODEL))) {
      throw new UserError(folder + ": no " + MODEL);
    }
    return new OnnxEncoder(folder, sizes, TokenizerText.ofFolder(folder, sizes.vocabulary()));
  }

  /** Whether a folder has a graph, of an encoder of which the layers are not here. */
  static boolean isNeeded(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve(MODEL))
        && Files.isRegularFile(folder.resolve(CONFIG))
        && EncoderConfig.difference(StrictJson.object(folder.resolve(CONFIG))).isPresent();
  }

  private static UserError missing(Path file, String keys) {
    return new UserError("%s: no '%s', expected a whole number from 1".formatted(file, keys));
  }

  private static Optional<Integer> size(JsonNode config, List<String> keys) {
    return keys.stream()
        .map(config::path)
        .filter(value -> value.isIntegralNumber() && value.canConvertToInt())
        .map(JsonNode::intValue)
        .findFirst();
  }

  /** The file of the graph. */
  public Path model() {
    return folder.resolve(MODEL);
  }

  @Override
  public EncoderSizes sizes() {
    return sizes;
  }

  @Override
  public String sha256() throws IOException {
    return Sha256.of(FileBytes.of(model()).sha256() + Sha256.of(tokenizer) + sizes);
  }

  @Override
  public WordPieces wordPieces(int most) throws IOException {
    return WordPieces.of("the tokenizer of " + folder, tokenizer, sizes, most);
  }
}
