package io.sequent.common.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Names to the left of a plot: the first at height 0, the next at -1 and so on. */
final class RowNames extends Annotation {
  private static final int MARGIN = 8;
  private static final int MAX_WIDTH = ChartStyle.WIDTH * 9 / 20;

  private final Lettering lettering = new Lettering(14);
  private final List<String> names;

  RowNames(List<String> names) {
    super(false);
    this.names =
        names.stream().map(name -> lettering.shortened(name, MAX_WIDTH - 2 * MARGIN)).toList();
  }

  /** Width of the longest name with margins, in pixels. */
  int width() {
    double widest = names.stream().mapToDouble(lettering::width).max().orElse(0);
    return 2 * MARGIN + (int) Math.ceil(widest);
  }

  @Override
  public void paint(Graphics2D graphics) {
    for (int row = 0; row < names.size(); row++) {
      double right = getXAxisScreenValueForMin() - MARGIN;
      lettering.draw(
          graphics, names.get(row), Rectangle2D::getMaxX, right, getYAxisScreenValue(-row));
    }
    bounds = new Rectangle2D.Double();
  }
}
