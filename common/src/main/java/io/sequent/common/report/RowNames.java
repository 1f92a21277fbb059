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

/** Names to the left of a plot: the first at height 0, the next at -1 and so on. */
final class RowNames extends Annotation {
  private static final int MARGIN = 8;
  private static final int WIDEST = ChartStyle.WIDTH * 9 / 20;

  private final Font font = ChartStyle.font(Font.PLAIN, 14);
  private final FontRenderContext context = new FontRenderContext(null, true, true);
  private final List<String> names;

  RowNames(List<String> names) {
    super(false);
    this.names = names.stream().map(this::shortened).toList();
  }

  /** What they need, in pixels. */
  int width() {
    return 2 * MARGIN + (int) Math.ceil(names.stream().mapToDouble(this::width).max().orElse(0));
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setColor(ChartStyle.BLACK);
    for (int row = 0; row < names.size(); row++) {
      String name = names.get(row);
      if (!name.isBlank()) {
        Shape shape = new TextLayout(name, font, context).getOutline(null);
        double x = getXAxisScreenValueForMin() - MARGIN - shape.getBounds2D().getMaxX();
        // The same height for all names, with and without tails.
        double y = getYAxisScreenValue(-row) + font.getSize() * 0.36;
        graphics.fill(AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape));
      }
    }
    bounds = new Rectangle2D.Double();
  }

  /** The middle goes first: names of a comparison differ at their ends. */
  private String shortened(String name) {
    String shown = name;
    for (int kept = name.length() - 1; width(shown) > WIDEST - 2 * MARGIN && kept > 1; kept--) {
      shown = name.substring(0, kept / 2) + "…" + name.substring(name.length() - kept / 2);
    }
    return shown;
  }

  private double width(String name) {
    return name.isBlank() ? 0 : new TextLayout(name, font, context).getBounds().getWidth();
  }
}
