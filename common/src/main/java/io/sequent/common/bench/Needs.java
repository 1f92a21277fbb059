package io.sequent.common.bench;

import io.sequent.common.network.recurrent.CellType;
import java.util.Optional;

/**
 * The features of a shape that not every toolkit has.
 *
 * @param cell of its recurrent layers, if it has any
 * @param lazyEmbedding whether only the embedding rows of the batch are updated
 * @param encoder a description of the encoder other than recurrent layers, if there is one
 */
record Needs(Optional<CellType> cell, boolean lazyEmbedding, Optional<String> encoder) {
  static Needs cell(CellType cell) {
    return new Needs(Optional.of(cell), false, Optional.empty());
  }

  static Needs encoder(String name) {
    return new Needs(Optional.empty(), false, Optional.of(name));
  }

  /** The same, with or without an embedding that is updated lazily. */
  Needs lazyEmbedding(boolean wanted) {
    return new Needs(cell, wanted, encoder);
  }
}
