package io.sequent.tasks.stocks;

import io.sequent.common.data.Splits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** How windows are divided into train, validation and test. */
enum Split {
  /** By time: the first 80 % of the windows, the next 10 %, the last 10 %. */
  CHRONOLOGICAL,

  /**
   * At random, as the published experiment did: a tenth for test, a tenth of the rest for
   * validation. It leaks, because a training window may hold the target of a test window.
   */
  RANDOM;

  /**
   * Divides windows.
   *
   * @param windows in order of their targets; at least ten
   * @param seed of the random division
   */
  Splits<PriceWindow> divide(List<PriceWindow> windows, long seed) {
    List<PriceWindow> order = new ArrayList<>(windows);
    int size = windows.size();
    int test = (size + 9) / 10;
    int validation = test;
    if (this == RANDOM) {
      Collections.shuffle(order, new Random(seed));
      validation = (size - test + 9) / 10;
    }
    int train = size - test - validation;
    return new Splits<>(
        byTime(order.subList(0, train)),
        byTime(order.subList(train, train + validation)),
        byTime(order.subList(train + validation, size)));
  }

  private static List<PriceWindow> byTime(List<PriceWindow> windows) {
    return windows.stream().sorted(Comparator.comparingInt(PriceWindow::target)).toList();
  }
}
