package io.sequent.tasks.stocks;

import io.sequent.common.report.ChartStyle;
import io.sequent.common.report.Drawing;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Values over days, a line for each name. */
final class TimeSeriesChart {
  private static final float WIDTH = 1.5f;

  private TimeSeriesChart() {}

  /**
   * Draws lines.
   *
   * @param title one line above them
   * @param unit of the values, for the axis
   * @param dates ascending
   * @param lines by name, in drawing order, a value for each date; values that are not finite leave
   *     a gap
   */
  static Drawing of(String title, String unit, List<LocalDate> dates, Map<String, double[]> lines) {
    DatedLines dated = new DatedLines(title, unit, dates);
    int number = 0;
    for (Map.Entry<String, double[]> line : lines.entrySet()) {
      dated.add(line.getKey(), line.getValue(), ChartStyle.color(number), WIDTH);
      number++;
    }
    return dated.drawing();
  }
}
