package io.sequent.common.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Words at places of a plot, each in the middle of its place. */
final class PlotTexts extends Annotation {
  private final Font font;
  private final FontRenderContext context = new FontRenderContext(null, true, true);
  private final List<Text> texts;
  private final int widest;

  /**
   * A word.
   *
   * @param x in terms of the axis
   * @param y in terms of the axis
   */
  record Text(double x, double y, String text) {}

  /**
   * @param widest how many pixels a text may take; the middle of longer ones is left out
   */
  PlotTexts(List<Text> texts, int size, int widest) {
    super(false);
    this.texts = List.copyOf(texts);
    this.font = ChartStyle.font(Font.PLAIN, size);
    this.widest = widest;
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setColor(ChartStyle.BLACK);
    for (Text text : texts) {
      String shown = shortened(text.text());
      if (!shown.isBlank()) {
        Shape shape = new TextLayout(shown, font, context).getOutline(null);
        double x = getXAxisScreenValue(text.x()) - shape.getBounds2D().getCenterX();
        double y = getYAxisScreenValue(text.y()) + font.getSize() * 0.36;
        graphics.fill(AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape));
      }
    }
    bounds = new Rectangle2D.Double();
  }

  private String shortened(String text) {
    String shown = text;
    for (int kept = text.length() - 1; width(shown) > widest && kept > 1; kept--) {
      shown = text.substring(0, kept / 2) + "…" + text.substring(text.length() - kept / 2);
    }
    return shown;
  }

  private double width(String text) {
    return text.isBlank() ? 0 : new TextLayout(text, font, context).getBounds().getWidth();
  }
}
