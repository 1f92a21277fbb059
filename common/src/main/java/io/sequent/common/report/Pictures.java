package io.sequent.common.report;

import io.sequent.common.io.AtomicFile;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes pictures into a run folder. Needs no screen. */
public final class Pictures {
  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

  static {
    // Before AWT looks for a screen; a value given by the user stays.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private Pictures() {}

  /**
   * Writes a picture as {@code name.png}; an older file of that name is replaced in one step. On a
   * machine without fonts there is no picture but a line in the log: a run is not lost for it.
   *
   * @param folder an existing folder
   * @return whether the picture was written
   * @throws IOException if the file cannot be written
   */
  public static boolean write(Picture picture, Path folder) throws IOException {
    return write(picture, folder, Pictures::textProblem);
  }

  static boolean write(Picture picture, Path folder, Supplier<Optional<String>> textProblem)
      throws IOException {
    Optional<String> problem = textProblem.get();
    if (problem.isPresent()) {
      LOG.warn("no {}.png: Java finds no fonts here ({})", picture.name(), problem.get());
      return false;
    }
    AtomicFile.write(
        folder.resolve(picture.name() + ".png"),
        file ->
            ImageIO.write(BitmapEncoder.getBufferedImage(picture.chart()), "png", file.toFile()));
    return true;
  }

  /**
   * Why text cannot be drawn, if so. What AWT throws where libfreetype or every font is missing
   * differs by release and system, hence the broad catch around this small piece alone.
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
