package io.sequent.common.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler;

/** The look that all pictures share. */
final class ChartStyle {
  static final int WIDTH = 900;
  static final int HEIGHT = 600;

  /** Okabe and Ito's palette, told apart by the colour-blind too. */
  static final Color BLACK = new Color(0x22, 0x22, 0x22);

  static final Color ORANGE = new Color(0xD5, 0x5E, 0x00);
  static final Color SKY = new Color(0x56, 0xB4, 0xE9);
  static final Color BLUE = new Color(0x00, 0x72, 0xB2);

  private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);

  private ChartStyle() {}

  static void apply(AxesChartStyler styler) {
    styler.setBaseFont(font(Font.PLAIN, 14));
    styler.setChartTitleFont(font(Font.BOLD, 18));
    styler.setLegendFont(font(Font.PLAIN, 14));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(BLACK);
    styler.setChartPadding(16);
    styler.setChartTitleBoxVisible(false);
    styler.setLegendBorderColor(GRID);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTitleFont(font(Font.PLAIN, 15));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 13));
    styler.setAxisTickMarksColor(GRID);
    // Neither the machine's language nor its time zone may change a picture.
    styler.setLocale(Locale.ENGLISH);
    styler.setTimezone(TimeZone.getTimeZone("UTC"));
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
