package io.sequent.common.data;

import java.nio.file.Path;
import java.util.List;

/**
 * The three parts of a data set, which never mix.
 *
 * @param train what is learned from; vocabularies and scalers are fitted here alone
 * @param validation what choices are made on: stopping, schedules, the best epoch
 * @param test looked at once, at the end
 * @param files the files read, for the record of the run
 */
public record Splits<E>(List<E> train, List<E> validation, List<E> test, List<Path> files) {
  public Splits {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    files = List.copyOf(files);
  }

  /**
   * The first examples of each part, for a smoke run. Validation is cut like test.
   *
   * @param maxTrain how many of train to keep, 0 for all
   * @param maxTest how many of validation and of test to keep, 0 for all
   */
  public Splits<E> cut(int maxTrain, int maxTest) {
    return new Splits<>(
        first(train, maxTrain), first(validation, maxTest), first(test, maxTest), files);
  }

  private static <E> List<E> first(List<E> list, int max) {
    return max == 0 || max >= list.size() ? list : list.subList(0, max);
  }
}
