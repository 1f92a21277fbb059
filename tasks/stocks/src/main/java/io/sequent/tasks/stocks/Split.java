package io.sequent.tasks.stocks;

import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How windows are divided into train, validation and test. */
enum Split {
  /** By time: the first 80 % of the windows, the next 10 %, the last 10 %. */
  CHRONOLOGICAL,

  /**
   * At random, as the published experiment did: a tenth for test, a tenth of the rest for
   * validation. It leaks, because a training window may hold the target of a test window.
   */
  RANDOM,

  /** By time, one block of windows after the other as test set: {@link WalkForward}. */
  WALK_FORWARD;

  /**
   * Divides windows.
   *
   * @param windows in order of their targets; at least ten
   */
  Splits<PriceWindow> divide(List<PriceWindow> windows, Config config) {
    return switch (this) {
      case CHRONOLOGICAL -> chronological(windows);
      case RANDOM -> random(windows, config.get(StocksSettings.SPLIT_SEED));
      case WALK_FORWARD -> WalkForward.from(config).divide(windows);
    };
  }

  private static Splits<PriceWindow> chronological(List<PriceWindow> windows) {
    int size = windows.size();
    int test = tenth(size);
    int train = size - 2 * test;
    return new Splits<>(
        windows.subList(0, train),
        windows.subList(train, train + test),
        windows.subList(train + test, size));
  }

  /**
   * Divides windows at random.
   *
   * @param seed 42 on the published prices gives the published test windows
   */
  private static Splits<PriceWindow> random(List<PriceWindow> windows, int seed) {
    int size = windows.size();
    int test = tenth(size);
    int validation = tenth(size - test);
    int[] order = PublishedPermutation.of(seed, size);
    return new Splits<>(
        byTime(windows, order, test, size - validation),
        byTime(windows, order, size - validation, size),
        byTime(windows, order, 0, test));
  }

  /** A tenth, rounded up. */
  private static int tenth(int size) {
    return (size + 9) / 10;
  }

  private static List<PriceWindow> byTime(
      List<PriceWindow> windows, int[] order, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> windows.get(order[i]))
        .sorted(Comparator.comparingInt(PriceWindow::target))
        .toList();
  }
}
