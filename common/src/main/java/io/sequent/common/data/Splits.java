package io.sequent.common.data;

import io.sequent.common.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The three parts of a data set, which never mix.
 *
 * @param train what is learned from; vocabularies and scalers are fitted here alone
 * @param validation what choices are made on: stopping, schedules, the best epoch
 * @param test looked at once, at the end
 */
public record Splits<E>(List<E> train, List<E> validation, List<E> test) {
  public Splits {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
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
   * The first examples of each part, for a smoke run. Validation is cut like test.
   *
   * @param maxTrain how many of train to keep, 0 for all
   * @param maxTest how many of validation and of test to keep, 0 for all
   */
  public Splits<E> cut(int maxTrain, int maxTest) {
    return new Splits<>(first(train, maxTrain), first(validation, maxTest), first(test, maxTest));
  }

  private static <E> List<E> first(List<E> list, int max) {
    return max == 0 || max >= list.size() ? list : list.subList(0, max);
  }
}
