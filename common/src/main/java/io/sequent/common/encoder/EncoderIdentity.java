package io.sequent.common.encoder;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonFile;
import io.sequent.common.pretrained.EncoderShape;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Which encoder a model has.
 *
 * @param sha256 of its weights and tokenizer
 * @param shape its sizes
 */
record EncoderIdentity(String sha256, EncoderShape shape) {
  static final String FILE = "encoder.json";
  private static final String WHAT = "the sizes of an encoder";
  private static final ObjectMapper JSON = new ObjectMapper();

  EncoderIdentity {
    if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'sha256': expected a SHA-256 in hexadecimal");
    }
    if (shape == null) {
      throw new IllegalArgumentException("'shape': expected the sizes of the encoder");
    }
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
