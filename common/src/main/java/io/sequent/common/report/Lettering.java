package io.sequent.common.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.function.ToDoubleFunction;

/** Draws short texts as shapes, all of the same height. */
final class Lettering {
  /** From the middle of capital letters down to their foot, as a share of the font's size. */
  private static final double HALF_HEIGHT = 0.36;

  /** More never fit, and measuring them takes long. */
  private static final int MOST_CHARACTERS = 200;

  private final Font font;
  private final FontRenderContext context = new FontRenderContext(null, true, true);

  /**
   * @param size of the letters, in pixels
   */
  Lettering(int size) {
    font = ChartStyle.font(Font.PLAIN, size);
  }

  /** In pixels. */
  double width(String text) {
    return text.isBlank() ? 0 : new TextLayout(text, font, context).getBounds().getWidth();
  }

  /** Leaves out the middle of a text that is wider, since names often differ at their ends. */
  String shortened(String text, int maxWidth) {
    int kept = Math.min(text.length(), MOST_CHARACTERS);
    String shown = kept == text.length() ? text : middleOut(text, kept);
    while (width(shown) > maxWidth && kept > 2) {
      kept--;
      shown = middleOut(text, kept);
    }
    return shown;
  }

  private static String middleOut(String text, int kept) {
    return text.substring(0, kept / 2) + "…" + text.substring(text.length() - kept / 2);
  }

  /**
   * Draws a text, unless it is blank.
   *
   * @param anchor of the text's outline, its place to be put at {@code x}
   * @param x in pixels
   * @param y the middle of the text's height, the same for texts with and without descenders
   */
  void draw(
      Graphics2D graphics, String text, ToDoubleFunction<Rectangle2D> anchor, double x, double y) {
    if (!text.isBlank()) {
      graphics.setColor(ChartStyle.BLACK);
      Shape shape = new TextLayout(text, font, context).getOutline(null);
      double left = x - anchor.applyAsDouble(shape.getBounds2D());
      double foot = y + font.getSize() * HALF_HEIGHT;
      graphics.fill(AffineTransform.getTranslateInstance(left, foot).createTransformedShape(shape));
    }
  }
}
