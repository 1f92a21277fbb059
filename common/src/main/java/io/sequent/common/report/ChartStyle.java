package io.sequent.common.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look shared by all charts. */
public final class ChartStyle {
  static {
    // Before AWT looks for a screen; a value set by the user is kept.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  /** In pixels; text is legible at this width and at half of it, on a phone. */
  public static final int WIDTH = 640;

  /** In pixels. */
  public static final int HEIGHT = 440;

  /** Okabe and Ito's palette, which colour-blind readers can distinguish too. */
  public static final Color BLACK = new Color(0x22, 0x22, 0x22);

  public static final Color ORANGE = new Color(0xD5, 0x5E, 0x00);
  public static final Color SKY = new Color(0x56, 0xB4, 0xE9);
  public static final Color BLUE = new Color(0x00, 0x72, 0xB2);

  /** The palette in the order of series, without its yellow, which is too light on white. */
  private static final List<Color> COLORS =
      List.of(
          BLUE,
          ORANGE,
          new Color(0x00, 0x9E, 0x73),
          new Color(0xCC, 0x79, 0xA7),
          new Color(0xE6, 0x9F, 0x00),
          SKY,
          BLACK);

  /** Their number and that of the colours are coprime, so that all pairs occur. */
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN);

  static final Color GRID = new Color(0xDD, 0xDD, 0xDD);

  private static final int MOST_OF_A_TITLE = 100;
  private static final int MOST_OF_A_NAME = 80;

  private ChartStyle() {}

  /** A line chart with the legend below. */
  public static XYChart xyChart(String title, String xAxis, String yAxis) {
    return xyChart(title, xAxis, yAxis, HEIGHT);
  }

  /**
   * A line chart with the legend below.
   *
   * @param height in pixels
   */
  public static XYChart xyChart(String title, String xAxis, String yAxis, int height) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(height)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    apply(chart.getStyler());
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    return chart;
  }

  /** A finished chart as something that can be drawn; titles and names are cut to what fits. */
  public static Drawing drawing(Chart<?, ?> chart) {
    chart.setTitle(Shortened.text(chart.getTitle(), MOST_OF_A_TITLE));
    chart.setXAxisTitle(Shortened.text(chart.getXAxisTitle(), MOST_OF_A_NAME));
    chart.setYAxisTitle(Shortened.text(chart.getYAxisTitle(), MOST_OF_A_NAME));
    for (Series series : chart.getSeriesMap().values()) {
      series.setLabel(Shortened.text(series.getLabel(), MOST_OF_A_NAME));
    }
    return new ChartDrawing(chart);
  }

  /** Gives a chart the common look. */
  public static void apply(AxesChartStyler styler) {
    styler.setBaseFont(font(Font.PLAIN, 15));
    styler.setChartTitleFont(font(Font.BOLD, 17));
    styler.setLegendFont(font(Font.PLAIN, 15));
    styler.setAnnotationTextFont(font(Font.PLAIN, 15));
    styler.setAnnotationTextPanelFont(font(Font.PLAIN, 15));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(BLACK);
    styler.setChartPadding(12);
    styler.setChartTitleBoxVisible(false);
    styler.setLegendBorderColor(GRID);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTitleFont(font(Font.PLAIN, 15));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 14));
    styler.setAxisTickMarksColor(GRID);
    // A picture must not depend on the language or time zone of the machine.
    styler.setLocale(Locale.ENGLISH);
    styler.setTimezone(TimeZone.getTimeZone("UTC"));
  }

  /** Colour of a series, by its index from 0. */
  public static Color color(int series) {
    return COLORS.get(series % COLORS.size());
  }

  /** Marker of a series, by its index from 0, for readers who cannot see its colour. */
  static Marker marker(int series) {
    return MARKERS.get(series % MARKERS.size());
  }

  /** A stroke with round ends and joins, {@code width} in pixels. */
  public static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** Replaces non-finite values by gaps, since XChart does not accept infinite ones. */
  public static double[] withGaps(double[] values) {
    return Arrays.stream(values).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
  }

  /**
   * The bundled font, so that pictures do not depend on the fonts of the machine.
   *
   * @param style {@link Font#PLAIN} or {@link Font#BOLD}
   */
  static Font font(int style, int size) {
    return (style == Font.BOLD ? Roboto.BOLD : Roboto.REGULAR).deriveFont((float) size);
  }

  /** Loaded on first use. */
  private static final class Roboto {
    static final Font REGULAR = read("Roboto-Regular.ttf", Font.PLAIN);
    static final Font BOLD = read("Roboto-Bold.ttf", Font.BOLD);

    /**
     * Where Java cannot draw text at all, a chart can still be built; {@link Pictures} logs why it
     * is not drawn.
     */
    private static Font read(String file, int style) {
      try (InputStream font =
          ChartStyle.class.getResourceAsStream("/com/formdev/flatlaf/fonts/roboto/" + file)) {
        if (font == null) {
          throw new IllegalStateException("the class path lacks " + file);
        }
        return Font.createFont(Font.TRUETYPE_FONT, font);
      } catch (IOException | FontFormatException e) { // Thrown for any problem with a font.
        return new Font(Font.SANS_SERIF, style, 1);
      }
    }
  }
}
