package io.sequent.common.network.layer.embedding;

import org.jspecify.annotations.Nullable;

/**
 * A layer that looks rows of large tables up. Its gradient is zero but for the rows of a batch; who
 * updates the parameters without writing to the gradient can have these told.
 */
public interface TouchedRows {
  /**
   * Whether the next backward passes may rely on nobody writing to the gradient between them, and
   * tell which rows they touched. On only while the caller can promise that.
   */
  void keepTouchedRows(boolean keep);

  /**
   * The rows that the last backward pass met, sorted, each once. The gradient of all other rows is
   * zero.
   *
   * @param parameter one of the layer's
   * @return null if the pass was not told to keep them, the parameter is no table, or the layer is
   *     not of floats on a CPU
   */
  int @Nullable [] touchedRows(String parameter);

  /** Whether a training step updates these rows alone, see {@link TokenEmbedding}. */
  boolean hasLazyUpdates();

  /** How many numbers a row of a table has. */
  int width(String parameter);
}
