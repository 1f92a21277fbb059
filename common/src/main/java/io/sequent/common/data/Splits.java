package io.sequent.common.data;

import io.sequent.common.UserError;
import io.sequent.common.io.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The three parts of a data set, which never mix.
 *
 * @param train the training examples; vocabularies and scalers are fitted on them alone
 * @param validation the examples on which choices are made: stopping, schedules, the best epoch
 * @param test evaluated once, at the end
 * @param notes what a user should know of the reading, a line each: the form that was found, files
 *     that were left out, what looks wrong; may be empty
 */
public record Splits<E>(List<E> train, List<E> validation, List<E> test, List<String> notes) {
  public Splits {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    notes = List.copyOf(notes);
  }

  /** Parts of which there is nothing to say. */
  public Splits(List<E> train, List<E> validation, List<E> test) {
    this(train, validation, test, List.of());
  }

  /** The same parts with more to say of them. */
  public Splits<E> noting(List<String> more) {
    return new Splits<>(
        train, validation, test, Stream.concat(notes.stream(), more.stream()).toList());
  }

  /**
   * Splits of a set that is published without a validation part: some training examples, drawn by
   * seed, are held out. Both parts keep the order of the list.
   *
   * @param learning the examples to train and validate on, at least two
   * @param fraction how many of them go into validation, between 0 and 1; rounded, but at least one
   *     example and not all
   * @param source where the examples are from, for the error message
   */
  public static <E> Splits<E> holdOut(
      List<E> learning, double fraction, long seed, List<E> test, Path source) {
    int size = learning.size();
    if (size < 2) {
      throw new UserError(source + ": " + size + " training examples, expected at least two");
    }
    int held = Math.max(1, Math.min(size - 1, (int) Math.round(fraction * size)));
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    BitSet heldOut = new BitSet(size);
    order.subList(0, held).forEach(heldOut::set);
    List<E> train = new ArrayList<>(size - held);
    List<E> validation = new ArrayList<>(held);
    for (int i = 0; i < size; i++) {
      (heldOut.get(i) ? validation : train).add(learning.get(i));
    }
    return new Splits<>(train, validation, test);
  }

  /**
   * Splits of a set that is published in one piece. Which part an example is in depends on the hash
   * of its text alone, so that it does not change with the seed, and each class is divided by the
   * same shares; if it has three examples, each part has one at least. All parts keep the order of
   * the list.
   *
   * @param all at least three examples
   * @param test the share of each class to test on, between 0 and 1
   * @param validation the share of the rest to validate on, between 0 and 1
   * @param group the class of an example
   * @param text what its hash is taken of
   * @param source where the examples are from, for the error message
   * @throws UserError if a part would be empty
   */
  public static <E> Splits<E> byHash(
      List<E> all,
      double test,
      double validation,
      ToIntFunction<E> group,
      Function<E, String> text,
      Path source) {
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    String[] hashes = all.parallelStream().map(text).map(Sha256::of).toArray(String[]::new);
    for (int i = 0; i < all.size(); i++) {
      groups.computeIfAbsent(group.applyAsInt(all.get(i)), g -> new ArrayList<>()).add(i);
    }
    int[] part = new int[all.size()];
    for (List<Integer> indices : groups.values()) {
      indices.sort(Comparator.comparing(i -> hashes[i]));
      int size = indices.size();
      int least = size < 3 ? 0 : 1;
      int tested = within(least, test * size, size - 2 * least);
      int held = within(least, validation * (size - tested), size - tested - least);
      indices.subList(0, tested).forEach(i -> part[i] = 2);
      indices.subList(tested, tested + held).forEach(i -> part[i] = 1);
    }
    List<List<E>> parts =
        IntStream.range(0, 3)
            .mapToObj(
                p ->
                    IntStream.range(0, part.length)
                        .filter(i -> part[i] == p)
                        .mapToObj(all::get)
                        .toList())
            .toList();
    if (parts.stream().anyMatch(List::isEmpty)) {
      throw new UserError(
          "%s: %d examples, of which %d for training, %d for validation and %d for testing, expected at"
                  .formatted(
                      source,
                      all.size(),
                      parts.get(0).size(),
                      parts.get(1).size(),
                      parts.get(2).size())
              + " least one each");
    }
    return new Splits<>(parts.get(0), parts.get(1), parts.get(2));
  }

  private static int within(int least, double count, int most) {
    return Math.max(least, Math.min(most, (int) Math.round(count)));
  }

  /** The parts with each example replaced. */
  public <F> Splits<F> map(Function<E, F> change) {
    return new Splits<>(
        train.stream().map(change).toList(),
        validation.stream().map(change).toList(),
        test.stream().map(change).toList(),
        notes);
  }

  /**
   * The first examples of each part, for a smoke run. Validation is cut like test.
   *
   * @param maxTrain how many of train to keep, 0 for all
   * @param maxTest how many of validation and of test to keep, 0 for all
   */
  public Splits<E> cut(int maxTrain, int maxTest) {
    return new Splits<>(
        first(train, maxTrain), first(validation, maxTest), first(test, maxTest), notes);
  }

  private static <E> List<E> first(List<E> list, int max) {
    return max == 0 || max >= list.size() ? list : list.subList(0, max);
  }
}
