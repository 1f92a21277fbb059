package io.sequent.common.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A chart of XChart's.
 *
 * @param chart complete; its layout changes as it is drawn
 */
record ChartDrawing(Chart<?, ?> chart) implements Drawing {
  @Override
  public String title() {
    return chart.getTitle();
  }

  @Override
  public int width() {
    return chart.getWidth();
  }

  @Override
  public int height() {
    return chart.getHeight();
  }

  /**
   * Paints twice: XChart lays a chart out by the sizes that its last painting measured, so the
   * first painting of a chart differs from all later ones.
   */
  @Override
  public void draw(Graphics2D graphics) {
    Graphics2D unseen =
        new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB).createGraphics();
    chart.paint(unseen, width(), height());
    unseen.dispose();
    chart.paint(graphics, width(), height());
  }
}
