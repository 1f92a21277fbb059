package io.sequent.common.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Marked texts as a picture: spans on a coloured background, followed by their label. */
final class MarkedTextDrawing {
  private static final int MARGIN = 12;
  private static final int LINE = 30;
  private static final int BETWEEN_TEXTS = 8;
  private static final int BLANK = 5;
  private static final int INSET = 4;
  private static final int BOX = 23;
  private static final float LIGHT = 0.7f;

  private static final Font TEXT = ChartStyle.font(Font.PLAIN, 16);
  private static final Font LABEL = ChartStyle.font(Font.BOLD, 11);
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /** A piece and where it is drawn, in pixels; {@code baseline} is that of its text. */
  private record Placed(MarkedText.Piece piece, int x, int baseline) {}

  private final List<Placed> places = new ArrayList<>();
  private final List<String> labels;
  private final int height;

  MarkedTextDrawing(List<MarkedText> texts) {
    labels =
        List.copyOf(
            new TreeSet<>(
                texts.stream()
                    .flatMap(text -> text.marks().stream())
                    .map(MarkedText.Mark::label)
                    .toList()));
    int baseline = MARGIN - BETWEEN_TEXTS;
    for (MarkedText text : texts) {
      baseline = place(text, baseline + BETWEEN_TEXTS + (baseline < MARGIN ? LINE - 10 : LINE));
    }
    height = baseline + MARGIN;
  }

  /** Lays out a text from a baseline on; returns the baseline of its last line. */
  private int place(MarkedText text, int firstLine) {
    int x = MARGIN;
    int baseline = firstLine;
    for (MarkedText.Piece piece : text.pieces()) {
      int width = width(piece);
      int begin = piece.glued() ? x : x + BLANK;
      if (begin + width > ChartStyle.WIDTH - MARGIN && x > MARGIN) {
        begin = MARGIN;
        baseline += LINE;
      }
      places.add(new Placed(piece, begin, baseline));
      x = begin + width;
    }
    return baseline;
  }

  BufferedImage image() {
    BufferedImage image = new BufferedImage(ChartStyle.WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, ChartStyle.WIDTH, height);
    places.forEach(placed -> draw(placed, graphics));
    graphics.dispose();
    return image;
  }

  private void draw(Placed placed, Graphics2D graphics) {
    MarkedText.Piece piece = placed.piece();
    int x = placed.x();
    if (!piece.label().isEmpty()) {
      graphics.setColor(light(ChartStyle.color(labels.indexOf(piece.label()))));
      graphics.fillRoundRect(x, placed.baseline() - 17, width(piece), BOX, 8, 8);
      x += INSET;
    }
    graphics.setColor(ChartStyle.BLACK);
    new TextLayout(piece.text(), TEXT, CONTEXT).draw(graphics, x, placed.baseline());
    if (!piece.label().isEmpty()) {
      new TextLayout(piece.label(), LABEL, CONTEXT)
          .draw(graphics, x + width(piece.text(), TEXT) + INSET, placed.baseline() - 1f);
    }
  }

  private static int width(MarkedText.Piece piece) {
    int text = width(piece.text(), TEXT);
    return piece.label().isEmpty() ? text : text + width(piece.label(), LABEL) + 3 * INSET;
  }

  private static int width(String text, Font font) {
    return (int) Math.ceil(new TextLayout(text, font, CONTEXT).getAdvance());
  }

  /** Dark text must stay legible on it. */
  private static Color light(Color color) {
    return new Color(lighter(color.getRed()), lighter(color.getGreen()), lighter(color.getBlue()));
  }

  private static int lighter(int part) {
    return Math.round(part + LIGHT * (255 - part));
  }
}
