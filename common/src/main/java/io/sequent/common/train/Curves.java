package io.sequent.common.train;

import io.sequent.common.report.Picture;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The curves of a training: loss, and the metric that decides, over the epochs. */
public final class Curves {
  private static final String LOSS = "loss";

  /** Two that the colour-blind, too, tell apart (Okabe and Ito, 2008). */
  private static final Color BLUE = new Color(0, 114, 178);

  private static final Color VERMILLION = new Color(213, 94, 0);

  private Curves() {}

  /**
   * One chart of the losses and, where the deciding metric is another one, one of that.
   *
   * @param history at least one epoch
   */
  public static List<Picture> of(History history) {
    List<Picture> pictures = new ArrayList<>();
    XYChart loss = chart("Loss", LOSS);
    draw(loss, "training", history, EpochRecord::trainLoss);
    if (history.epochs().get(0).validation().containsKey(LOSS)) {
      draw(loss, "validation", history, epoch -> metric(epoch, LOSS));
    }
    pictures.add(new Picture("curve-loss", loss));
    String leading = history.metric();
    if (!leading.equals(LOSS)) {
      XYChart chart = chart("Validation " + leading, leading);
      draw(chart, "validation", history, epoch -> metric(epoch, leading));
      pictures.add(new Picture("curve-" + leading, chart));
    }
    return pictures;
  }

  private static double metric(EpochRecord epoch, String name) {
    return epoch.validation().getOrDefault(name, Double.NaN);
  }

  private static void draw(
      XYChart chart, String name, History history, ToDoubleFunction<EpochRecord> value) {
    // A diverged metric leaves a gap: the chart takes no infinite numbers.
    double[] epochs = history.epochs().stream().mapToDouble(EpochRecord::epoch).toArray();
    double[] values =
        history.epochs().stream()
            .mapToDouble(value)
            .map(v -> Double.isFinite(v) ? v : Double.NaN)
            .toArray();
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setMarker(epochs.length > 40 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }

  private static XYChart chart(String title, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(560)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(yAxis)
            .theme(Styler.ChartTheme.Matlab)
            .build();
    chart.getStyler().setSeriesColors(new Color[] {BLUE, VERMILLION});
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setXAxisDecimalPattern("0");
    return chart;
  }
}
