package io.sequent.common.report;

import io.sequent.common.io.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws pictures as files or as text. The same picture gives the same bytes every time. Needs no
 * screen and brings its own font; still, Java cannot draw text on a machine without any font or
 * without libfreetype. There, a log line takes the place of the picture, so that no run fails for
 * it.
 */
public final class Pictures {
  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

  /** Pixels of a PNG per pixel of the drawing, for sharp pictures on today's screens. */
  private static final int SCALE = 2;

  private static final int PICTURES_PER_ROW = 2;

  private Pictures() {}

  /**
   * Writes a picture as {@code name.png}, replacing an older file in one step.
   *
   * @param folder created if missing
   * @return whether the picture was written
   * @throws IOException if the file cannot be written
   */
  public static boolean write(Picture picture, Path folder) throws IOException {
    return write(picture, folder, Pictures::textProblem);
  }

  static boolean write(Picture picture, Path folder, Supplier<Optional<String>> textProblem)
      throws IOException {
    Optional<byte[]> png = png(picture, textProblem);
    if (png.isPresent()) {
      AtomicFile.write(
          folder.resolve(picture.name() + ".png"), file -> Files.write(file, png.get()));
    }
    return png.isPresent();
  }

  /**
   * A picture as the content of a PNG file.
   *
   * @return empty where Java cannot draw text
   */
  public static Optional<byte[]> png(Picture picture) {
    return png(picture, Pictures::textProblem);
  }

  private static Optional<byte[]> png(Picture picture, Supplier<Optional<String>> textProblem) {
    if (!drawable(picture.name(), textProblem)) {
      return Optional.empty();
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(picture.drawing(), SCALE), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Writing to memory does not fail.
    }
    return Optional.of(png.toByteArray());
  }

  /**
   * Pictures as one image, two in a row, at their original size.
   *
   * @param pictures at least one
   * @return empty where Java cannot draw text
   */
  public static Optional<BufferedImage> image(List<Picture> pictures) {
    if (!drawable(pictures.get(0).name())) {
      return Optional.empty();
    }
    int columns = Math.min(PICTURES_PER_ROW, pictures.size());
    int rows = (pictures.size() + columns - 1) / columns;
    int width = largest(pictures, Drawing::width);
    int height = largest(pictures, Drawing::height);
    BufferedImage all =
        new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = all.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, all.getWidth(), all.getHeight());
    for (int i = 0; i < pictures.size(); i++) {
      BufferedImage image = image(pictures.get(i).drawing(), 1);
      graphics.drawImage(image, i % columns * width, i / columns * height, null);
    }
    graphics.dispose();
    return Optional.of(all);
  }

  private static int largest(List<Picture> pictures, ToIntFunction<Drawing> size) {
    return pictures.stream().mapToInt(p -> size.applyAsInt(p.drawing())).max().orElseThrow();
  }

  /**
   * A picture as an SVG element, which can be a file of its own or part of a page. It scales, and
   * its accessible name is the title of the drawing.
   *
   * @return empty where Java cannot draw text
   */
  public static Optional<String> svg(Picture picture) {
    return svg(picture, picture.name());
  }

  /**
   * The same for a page of several pictures.
   *
   * @param idPrefix different for each picture of the page
   */
  public static Optional<String> svg(Picture picture, String idPrefix) {
    return drawable(picture.name()) ? Optional.of(Svg.of(picture, idPrefix)) : Optional.empty();
  }

  private static BufferedImage image(Drawing drawing, int scale) {
    BufferedImage image =
        new BufferedImage(
            scale * drawing.width(), scale * drawing.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(scale, scale);
    drawing.draw(graphics);
    graphics.dispose();
    return image;
  }

  /** Whether Java can draw text here; if not, logs why. */
  static boolean drawable(String name) {
    return drawable(name, Pictures::textProblem);
  }

  private static boolean drawable(String name, Supplier<Optional<String>> textProblem) {
    Optional<String> problem = textProblem.get();
    problem.ifPresent(why -> LOG.warn("no picture {}: Java finds no fonts here ({})", name, why));
    return problem.isEmpty();
  }

  /**
   * Why text cannot be drawn, if so. What AWT throws without libfreetype or without fonts depends
   * on release and system, hence the broad catch around this small piece of code.
   */
  private static Optional<String> textProblem() {
    try {
      Font font = ChartStyle.font(Font.PLAIN, 12);
      new TextLayout("text", font, new FontRenderContext(null, true, false));
      return Optional.empty();
    } catch (LinkageError | InternalError | RuntimeException e) {
      return Optional.of(e.toString().lines().findFirst().orElse(""));
    }
  }
}
