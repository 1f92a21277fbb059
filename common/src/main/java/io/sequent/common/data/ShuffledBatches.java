package io.sequent.common.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Cuts examples into minibatches of similar length, so that little of a batch is padding.
 *
 * <p>For training the examples are shuffled, cut into chunks of many batches, and only inside a
 * chunk sorted by length; so batches stay random, and examples of equal length are ordered
 * differently in each epoch.
 *
 * @param <E> one example
 */
public final class ShuffledBatches<E> implements Batches<E> {
  /** Sorting more batches at once saves hardly any padding and costs randomness. */
  private static final int MAX_BATCHES_IN_CHUNK = 50;

  /** Even a small data set must not be divided into the same batches in every epoch. */
  private static final int MIN_CHUNKS = 4;

  /** Without a backward pass, larger batches fit in memory and are faster. */
  private static final int EVALUATION_SIZE = 256;

  private final List<E> examples;
  private final Vectorizer<E> vectorizer;
  private final int batchSize;
  private final int[] lengths;

  /**
   * @param examples at least one
   * @param batchSize examples per batch, at least 1; the rest forms a smaller batch
   */
  public ShuffledBatches(List<E> examples, Vectorizer<E> vectorizer, int batchSize) {
    if (examples.isEmpty() || batchSize < 1) {
      throw new IllegalArgumentException(
          examples.size() + " examples in batches of " + batchSize + ", expected at least 1 each");
    }
    this.examples = List.copyOf(examples);
    this.vectorizer = vectorizer;
    this.batchSize = batchSize;
    this.lengths = this.examples.stream().mapToInt(vectorizer::length).toArray();
  }

  @Override
  public int perEpoch() {
    return (examples.size() + batchSize - 1) / batchSize;
  }

  @Override
  public int examples() {
    return examples.size();
  }

  /** Each example once. */
  @Override
  public List<List<E>> epoch(long seed, int epoch) {
    SplittableRandom random = new SplittableRandom(Batches.epochSeed(seed, epoch));
    int[] order = IntStream.range(0, examples.size()).toArray();
    Shuffle.of(order, random);

    int batchesInChunk = Math.max(1, Math.min(MAX_BATCHES_IN_CHUNK, perEpoch() / MIN_CHUNKS));
    List<List<E>> batches = new ArrayList<>(perEpoch());
    for (int start = 0; start < order.length; start += batchesInChunk * batchSize) {
      int end = Math.min(order.length, start + batchesInChunk * batchSize);
      batches.addAll(cut(sortedByLength(order, start, end), batchSize));
    }

    int[] batchOrder = IntStream.range(0, batches.size()).toArray();
    Shuffle.of(batchOrder, random);
    return IntStream.of(batchOrder).mapToObj(batches::get).toList();
  }

  /** Shortest first. */
  @Override
  public List<List<E>> forEvaluation() {
    int[] order = IntStream.range(0, examples.size()).toArray();
    return cut(sortedByLength(order, 0, order.length), EVALUATION_SIZE);
  }

  @Override
  public boolean consecutive() {
    return false;
  }

  @Override
  public Vectorizer<E> vectorizer() {
    return vectorizer;
  }

  /** Stable, so examples of equal length keep their shuffled order. */
  private List<E> sortedByLength(int[] order, int start, int end) {
    return IntStream.range(start, end)
        .mapToObj(i -> order[i])
        .sorted(Comparator.comparingInt(i -> lengths[i]))
        .map(examples::get)
        .toList();
  }

  private static <E> List<List<E>> cut(List<E> sorted, int size) {
    List<List<E>> batches = new ArrayList<>();
    for (int start = 0; start < sorted.size(); start += size) {
      batches.add(List.copyOf(sorted.subList(start, Math.min(sorted.size(), start + size))));
    }
    return batches;
  }
}
