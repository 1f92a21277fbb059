package io.sequent.common.pretrained;

import io.sequent.common.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Encoders that a library on Maven Central carries: two files on the class path, a model in ONNX
 * and a tokenizer. The model does not say how many heads it has, so the sizes are here.
 */
enum KnownEncoder {
  /** Of sentence-transformers, Apache-2.0. */
  ALL_MINILM_L6_V2("all-minilm-l6-v2");

  private final String title;

  KnownEncoder(String title) {
    this.title = title;
  }

  /** The encoder of a name. */
  static Optional<KnownEncoder> of(String name) {
    return Arrays.stream(values()).filter(known -> known.title.equals(name)).findFirst();
  }

  /** The names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(known -> known.title).collect(Collectors.joining(", "));
  }

  EncoderConfig config() {
    return switch (this) {
      case ALL_MINILM_L6_V2 ->
          new EncoderConfig(
              EncoderFamily.BERT, new EncoderShape(30_522, 384, 6, 12, 1536, 512, 2, 1e-12));
    };
  }

  /** Whether the library is on the class path. */
  boolean isThere() {
    return KnownEncoder.class.getResource("/" + modelName()) != null;
  }

  private String modelName() {
    return title + ".onnx";
  }

  /** The model's file, unpacked in memory. */
  FileBytes model() throws IOException {
    String name = modelName();
    return FileBytes.of(name, resource(name));
  }

  /** The text of the tokenizer's file. */
  byte[] tokenizer() throws IOException {
    return resource(title + "-tokenizer.json");
  }

  private byte[] resource(String name) throws IOException {
    try (@Nullable InputStream in = KnownEncoder.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new UserError(
            ("encoder=%s: not part of this build; add -Pencoders to the mvn command, or make the jar"
                    + " by: mvn package -Pencoders -DskipTests")
                .formatted(title));
      }
      return in.readAllBytes();
    }
  }
}
