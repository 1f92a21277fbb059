package io.sequent.common.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Short texts in a plot, each centred on its place. */
final class PlotTexts extends Annotation {
  private final Lettering lettering;
  private final List<Text> texts;
  private final int maxWidth;

  /**
   * A text and its place.
   *
   * @param x on the scale of the axis
   * @param y on the scale of the axis
   */
  record Text(double x, double y, String text) {}

  /**
   * @param size of the letters, in pixels
   * @param maxWidth in pixels; the middle of wider texts is left out
   */
  PlotTexts(List<Text> texts, int size, int maxWidth) {
    super(false);
    this.texts = List.copyOf(texts);
    this.lettering = new Lettering(size);
    this.maxWidth = maxWidth;
  }

  @Override
  public void paint(Graphics2D graphics) {
    for (Text text : texts) {
      lettering.draw(
          graphics,
          lettering.shortened(text.text(), maxWidth),
          Rectangle2D::getCenterX,
          getXAxisScreenValue(text.x()),
          getYAxisScreenValue(text.y()));
    }
    bounds = new Rectangle2D.Double();
  }
}
