package io.sequent.common.text;

import io.sequent.common.network.layer.embedding.TokenBag;

/** A feature of a token, as entries of a bag. */
public interface TokenFeature {
  /** The table that the entries belong to. */
  TokenBag bag();

  /**
   * The entries of a token.
   *
   * @return at most as many as the bag has channels, from 1 to its entries - 1
   */
  int[] of(String token);
}
