package io.sequent.common.report;

import java.awt.Graphics2D;

/** Something of a fixed size that draws itself, the same each time. */
public interface Drawing {
  /** One line that names it for readers who do not see it; may be empty. */
  String title();

  /** In pixels. */
  int width();

  /** In pixels. */
  int height();

  /** Draws everything, background included, from (0, 0) to ({@link #width}, {@link #height}). */
  void draw(Graphics2D graphics);
}
