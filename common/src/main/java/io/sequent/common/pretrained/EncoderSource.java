package io.sequent.common.pretrained;

import java.io.IOException;
import java.nio.file.Path;

/** The files of an encoder that others trained. */
public sealed interface EncoderSource permits PretrainedEncoder, OnnxEncoder {
  /**
   * Opens an encoder that is not trained: one of which the layers are here, or else one whose graph
   * can be run.
   *
   * @param nameOrFolder as of {@link PretrainedEncoder#open} or {@link OnnxEncoder#open}
   * @throws io.sequent.common.UserError if there is no such encoder, or a file is missing or broken
   */
  static EncoderSource openFrozen(String nameOrFolder) throws IOException {
    Path folder = Path.of(nameOrFolder);
    return KnownEncoder.of(nameOrFolder).isEmpty() && OnnxEncoder.isNeeded(folder)
        ? OnnxEncoder.open(folder)
        : PretrainedEncoder.open(nameOrFolder);
  }

  /** The sizes. */
  EncoderSizes sizes();

  /** A hash of weights and tokenizer, for what is kept of texts that it encoded. */
  String sha256() throws IOException;

  /**
   * Its tokenizer, to be closed by the caller.
   *
   * @param most pieces of a text, the special ones included; the rest of it is left out
   * @throws io.sequent.common.UserError if the encoder has fewer positions
   */
  WordPieces wordPieces(int most) throws IOException;
}
