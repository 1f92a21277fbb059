package io.sequent.common.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads consecutive examples, such as the windows of a text, as parallel streams: the examples are
 * cut, in order, into as many pieces as a batch has examples, and batch {@code k} holds the {@code
 * k}-th example of each piece. All pieces have the same number of examples except the last, which
 * may have fewer. Every epoch is the same.
 *
 * @param <E> one example
 */
public final class ConsecutiveBatches<E> implements Batches<E> {
  /** Each stream begins without context, so there should be few; but a single one is slow. */
  private static final int MAX_EVALUATION_STREAMS = 32;

  /** For the same reason a stream should be long. */
  private static final int MIN_EVALUATION_LENGTH = 16;

  private final List<E> examples;
  private final Vectorizer<E> vectorizer;
  private final int streams;

  /**
   * @param examples at least one, in consecutive order
   * @param batchSize streams that are read in parallel in training, at least 1
   */
  public ConsecutiveBatches(List<E> examples, Vectorizer<E> vectorizer, int batchSize) {
    if (examples.isEmpty() || batchSize < 1) {
      throw new IllegalArgumentException(
          examples.size() + " examples in batches of " + batchSize + ", expected at least 1 each");
    }
    this.examples = List.copyOf(examples);
    this.vectorizer = vectorizer;
    this.streams = batchSize;
  }

  @Override
  public int perEpoch() {
    return length(streams);
  }

  @Override
  public int examples() {
    return examples.size();
  }

  @Override
  public List<List<E>> epoch(long seed, int epoch) {
    return sideBySide(streams);
  }

  /** At most 32 streams, fewer if they would have less than 16 examples each. */
  @Override
  public List<List<E>> forEvaluation() {
    int longEnough = Math.max(1, examples.size() / MIN_EVALUATION_LENGTH);
    return sideBySide(Math.min(MAX_EVALUATION_STREAMS, longEnough));
  }

  @Override
  public boolean consecutive() {
    return true;
  }

  @Override
  public Vectorizer<E> vectorizer() {
    return vectorizer;
  }

  private List<List<E>> sideBySide(int streams) {
    int length = length(streams);
    List<List<E>> batches = new ArrayList<>(length);
    for (int k = 0; k < length; k++) {
      List<E> batch = new ArrayList<>(streams);
      for (int i = k; i < examples.size(); i += length) {
        batch.add(examples.get(i));
      }
      batches.add(batch);
    }
    return batches;
  }

  /** The number of examples of a stream. */
  private int length(int streams) {
    return (examples.size() - 1) / streams + 1;
  }
}
