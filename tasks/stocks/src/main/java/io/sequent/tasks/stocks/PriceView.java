package io.sequent.tasks.stocks;

import io.sequent.common.check.DataCheck;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import io.sequent.common.report.Decimals;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Table;
import io.sequent.common.task.DataView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows prices. */
final class PriceView implements DataView<PriceWindow> {
  /** Of each window the first and last day and what is to be forecast. */
  @Override
  public Table examples(List<PriceWindow> windows) {
    List<String> header = new ArrayList<>(List.of("first day", "last day", "target"));
    List<String> series = windows.isEmpty() ? List.of() : windows.get(0).history().series();
    for (String name : series) {
      header.add(name + ", last close");
      header.add(name + ", target");
    }
    return new Table("Windows", header, windows.stream().map(PriceView::row).toList());
  }

  private static List<String> row(PriceWindow window) {
    List<String> row = new ArrayList<>();
    row.add(window.history().days().get(window.from()).toString());
    row.add(window.history().days().get(window.from() + window.length() - 1).toString());
    row.add(window.targetDay().toString());
    for (int i = 0; i < window.history().series().size(); i++) {
      row.add(price(window.last(i)));
      row.add(price(window.truth(i)));
    }
    return row;
  }

  private static String price(double value) {
    return Decimals.text(value, 2);
  }

  @Override
  public DataCheck check(Splits<PriceWindow> splits, Config config) {
    return PriceCheck.of(splits);
  }

  /** The closes of each series on the target days of each split. */
  @Override
  public List<Picture> pictures(Splits<PriceWindow> splits, Config config) {
    PriceHistory history = splits.train().get(0).history();
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < history.series().size(); i++) {
      String name = history.series().get(i);
      Map<String, double[]> lines = new LinkedHashMap<>();
      lines.put("train", targets(splits.train(), i));
      lines.put("validation", targets(splits.validation(), i));
      lines.put("test", targets(splits.test(), i));
      pictures.add(
          new Picture(
              "prices-" + PriceSeries.fileName(name),
              TimeSeriesChart.of(name + ", close", "price", history.days(), lines)));
    }
    return pictures;
  }

  /** A price for each day of the history, gaps where a split has no target. */
  private static double[] targets(List<PriceWindow> windows, int series) {
    double[] prices = new double[windows.get(0).history().days().size()];
    Arrays.fill(prices, Double.NaN);
    for (PriceWindow window : windows) {
      prices[window.target()] = window.truth(series);
    }
    return prices;
  }
}
