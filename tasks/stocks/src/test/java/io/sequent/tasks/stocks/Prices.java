package io.sequent.tasks.stocks;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up prices for tests. */
final class Prices {
  private Prices() {}

  /** Two series that wander, deterministic, above 0. */
  static PriceHistory history(int days) {
    double[][] closes = new double[days][2];
    for (int day = 0; day < days; day++) {
      closes[day][0] = 100 + 10 * Math.sin(day / 7.0) + day * 0.1;
      closes[day][1] = 40 + 5 * Math.cos(day / 5.0);
    }
    List<LocalDate> dates =
        IntStream.range(0, days).mapToObj(LocalDate.of(2020, 1, 1)::plusDays).toList();
    return new PriceHistory(List.of("A", "B"), dates, closes);
  }

  static List<PriceWindow> windows(int days) {
    return PriceWindow.of(history(days), 5, 2);
  }
}
