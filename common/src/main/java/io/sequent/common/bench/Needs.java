package io.sequent.common.bench;

import io.sequent.common.network.recurrent.CellType;
import java.util.Optional;

/**
 * What a shape needs that not every toolkit has.
 *
 * @param cell of its recurrent layers, if it has any
 * @param lazyEmbedding an embedding of which only the rows in the batch are updated
 * @param encoder what else reads sequences, in words, if anything does
 */
record Needs(Optional<CellType> cell, boolean lazyEmbedding, Optional<String> encoder) {
  static Needs cell(CellType cell) {
    return new Needs(Optional.of(cell), false, Optional.empty());
  }

  static Needs encoder(String name) {
    return new Needs(Optional.empty(), false, Optional.of(name));
  }

  /** The same and an embedding that is updated lazily, if wanted. */
  Needs lazyEmbedding(boolean wanted) {
    return new Needs(cell, wanted, encoder);
  }
}
