package io.sequent.common.network.layer.embedding;

import org.jspecify.annotations.Nullable;

/**
 * A layer that looks up rows of large tables. Its gradient is zero except for the rows of a batch;
 * a caller that updates the parameters without writing to the gradient can ask for these rows.
 */
public interface TouchedRows {
  /**
   * Whether the next backward passes may rely on nobody writing to the gradient between them, and
   * record which rows they touched. On only while the caller can promise that.
   */
  void keepTouchedRows(boolean keep);

  /**
   * The rows that the last backward pass touched, sorted, each once. The gradient of all other rows
   * is zero.
   *
   * @param parameter one of the layer's
   * @return null if the pass was not asked to record them, the parameter is no table, or the layer
   *     is not of floats on a CPU
   */
  int @Nullable [] touchedRows(String parameter);

  /** Whether a training step updates these rows alone, see {@link TokenEmbedding}. */
  boolean hasLazyUpdates();

  /** Number of columns of a table. */
  int width(String parameter);
}
