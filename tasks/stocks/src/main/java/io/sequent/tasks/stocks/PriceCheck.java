package io.sequent.tasks.stocks;

import io.sequent.common.check.DataCheck;
import io.sequent.common.check.DataCheck.Finding;
import io.sequent.common.check.DataCheck.Weight;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Shortened;
import io.sequent.common.report.Table;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Looks for gaps, jumps and standing prices, and for test targets that training windows show. */
final class PriceCheck {
  /** More days than weekends and the longest usual holidays take. */
  private static final int GAP_DAYS = 7;

  /** A jump is a return so many times as far from the median as half of all returns are. */
  private static final double JUMP = 12;

  private static final int STANDING_DAYS = 5;
  private static final int SHOWN = 5;

  private final PriceHistory history;
  private final List<Finding> findings = new ArrayList<>();

  private PriceCheck(PriceHistory history) {
    this.history = history;
  }

  static DataCheck of(Splits<PriceWindow> splits) {
    return new PriceCheck(splits.train().get(0).history()).check(splits);
  }

  private DataCheck check(Splits<PriceWindow> splits) {
    overlap(splits);
    List<LocalDate> days = history.days();
    add(
        Weight.WARNING,
        "gaps of more than %d days before".formatted(GAP_DAYS),
        IntStream.range(1, days.size())
            .filter(i -> ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)) > GAP_DAYS));
    List<List<String>> rows = new ArrayList<>();
    for (int series = 0; series < history.series().size(); series++) {
      rows.add(series(series));
    }
    return new DataCheck(
        List.of(
            parts(splits),
            new Table(
                "Series",
                List.of("series", "days", "first", "last", "lowest", "highest", "largest change"),
                rows)),
        findings);
  }

  private static Table parts(Splits<PriceWindow> splits) {
    return new Table(
        "Parts",
        List.of("part", "windows", "first target", "last target"),
        List.of(
            part("train", splits.train()),
            part("validation", splits.validation()),
            part("test", splits.test())));
  }

  private static List<String> part(String name, List<PriceWindow> windows) {
    List<LocalDate> targets = windows.stream().map(PriceWindow::targetDay).sorted().toList();
    return List.of(
        name,
        String.format(Locale.ROOT, "%,d", windows.size()),
        targets.get(0).toString(),
        targets.get(targets.size() - 1).toString());
  }

  /** With a random division, windows of the training hold days that test windows forecast. */
  private void overlap(Splits<PriceWindow> splits) {
    Set<Integer> seen = new HashSet<>();
    for (PriceWindow window : splits.train()) {
      for (int day = 0; day < window.length(); day++) {
        seen.add(window.from() + day);
      }
      seen.add(window.target());
    }
    long shown = splits.test().stream().filter(window -> seen.contains(window.target())).count();
    if (shown > 0) {
      findings.add(
          new Finding(
              Weight.SERIOUS,
              "%,d of %,d test targets are days that training windows show"
                  .formatted(shown, splits.test().size())));
    }
  }

  private List<String> series(int series) {
    String name = history.series().get(series);
    double[] closes = new double[history.days().size()];
    Arrays.setAll(closes, day -> history.closes()[day][series]);
    double[] returns = new double[Math.max(0, closes.length - 1)];
    Arrays.setAll(returns, i -> Math.log(closes[i + 1] / closes[i]));
    double middle = median(returns);
    double[] distances = Arrays.stream(returns).map(r -> Math.abs(r - middle)).toArray();
    double spread = median(distances);
    add(
        Weight.WARNING,
        name + ": jumps on",
        IntStream.range(0, returns.length)
            .filter(i -> spread > 0 && distances[i] > JUMP * spread)
            .map(i -> i + 1));
    add(
        Weight.WARNING,
        name + ": no change for " + STANDING_DAYS + " days before",
        IntStream.range(STANDING_DAYS, closes.length)
            .filter(
                i ->
                    IntStream.range(0, STANDING_DAYS).allMatch(k -> closes[i - k] == closes[i])
                        && closes[i - STANDING_DAYS] != closes[i]));
    double largest = Arrays.stream(returns).map(Math::abs).max().orElse(0);
    return List.of(
        name,
        String.format(Locale.ROOT, "%,d", closes.length),
        history.days().get(0).toString(),
        history.days().get(closes.length - 1).toString(),
        price(Arrays.stream(closes).min().orElse(Double.NaN)),
        price(Arrays.stream(closes).max().orElse(Double.NaN)),
        String.format(Locale.ROOT, "%.1f %%", 100 * Math.expm1(largest)));
  }

  private void add(Weight weight, String what, IntStream places) {
    List<String> days = places.mapToObj(i -> history.days().get(i).toString()).toList();
    if (!days.isEmpty()) {
      findings.add(new Finding(weight, what + " " + Shortened.list(days, SHOWN, ", ")));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private static String price(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
