package io.sequent.common.encoder;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonFile;
import io.sequent.common.pretrained.EncoderShape;
import io.sequent.common.pretrained.EncoderSizes;
import io.sequent.common.pretrained.EncoderSource;
import io.sequent.common.pretrained.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which encoder a model has.
 *
 * @param sha256 of its weights and tokenizer
 * @param shape the sizes of its layers, or null if they are not ours
 * @param other the sizes of one whose layers are not ours, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EncoderIdentity(String sha256, @Nullable EncoderShape shape, @Nullable EncoderSizes other) {
  static final String FILE = "encoder.json";
  private static final String WHAT = "the sizes of an encoder";
  private static final ObjectMapper JSON = new ObjectMapper();

  EncoderIdentity {
    if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'sha256': expected a SHA-256 in hexadecimal");
    }
    if ((shape == null) == (other == null)) {
      throw new IllegalArgumentException("expected the sizes of the encoder as 'shape' or 'other'");
    }
  }

  /** That of an encoder's files. */
  static EncoderIdentity of(EncoderSource source) throws IOException {
    return source instanceof PretrainedEncoder layers
        ? new EncoderIdentity(source.sha256(), layers.shape(), null)
        : new EncoderIdentity(source.sha256(), null, source.sizes());
  }

  /** The sizes that matter for the states. */
  @JsonIgnore
  EncoderSizes sizes() {
    return shape == null ? Objects.requireNonNull(other) : shape.sizes();
  }

  void save(Path run) throws IOException {
    AtomicFile.write(run.resolve(FILE), JSON.writeValueAsString(this) + "\n");
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws UserError if the file is something else
   */
  static EncoderIdentity read(Path run) throws IOException {
    return JsonFile.read(run.resolve(FILE), JSON, new TypeReference<>() {}, WHAT);
  }
}
