package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.text.TextPipeline;
import java.util.List;

/**
 * Turns texts into the word pieces of an encoder, {@code [batch, 1, time]}, or into the states that
 * it gives them where it is frozen, {@code [batch, width, time]}; with a mask {@code [batch, time]}
 * where lengths differ.
 */
final class PieceVectorizer extends TextVectorizer<int[]> {
  private final TextEncoder encoder;
  private final TextPipeline pipeline;

  PieceVectorizer(TextPreparation preparation, Config config) {
    super(preparation);
    this.encoder = preparation.encoder().orElseThrow();
    this.pipeline = TextPipeline.from(config);
  }

  @Override
  int[] features(String text) {
    return encoder.pieces(pipeline.cleaned(text)).ids();
  }

  @Override
  int steps(int[] pieces) {
    return pieces.length;
  }

  @Override
  TokenBatch batch(List<int[]> pieces) {
    return encoder.input(pieces);
  }

  @Override
  TokenBatch passing(List<int[]> pieces) {
    return encoder.inputOnce(pieces);
  }
}
