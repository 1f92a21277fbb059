package io.sequent.common.study.results;

import io.sequent.common.io.AtomicFile;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The files that are made from the ledger: written where they differ from those on the disk, or
 * only compared with them. Pages and SVG are compared byte for byte, PNG by their pixels: their
 * compression depends on a library of the system.
 */
final class ResultsFiles {
  private final Path folder;
  private final Map<Path, byte[]> made = new TreeMap<>();

  /**
   * @param folder of the results; anything else in it or its {@code plots} is out of date
   */
  ResultsFiles(Path folder) {
    this.folder = folder;
  }

  void add(Path file, String text) {
    add(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a picture as PNG and SVG; nothing where Java draws no text. */
  void add(Picture picture) {
    Path plots = folder.resolve("plots");
    Pictures.svg(picture).ifPresent(svg -> add(plots.resolve(picture.name() + ".svg"), svg + "\n"));
    Pictures.png(picture).ifPresent(png -> add(plots.resolve(picture.name() + ".png"), png));
  }

  private synchronized void add(Path file, byte[] content) {
    made.put(file, content);
  }

  /** The files that differ from what was made, are missing, or are left over. */
  List<Path> differing() throws IOException {
    List<Path> differing = new ArrayList<>();
    for (Map.Entry<Path, byte[]> file : made.entrySet()) {
      if (!isAsMade(file.getKey(), file.getValue())) {
        differing.add(file.getKey());
      }
    }
    differing.addAll(leftOver());
    return differing;
  }

  /** Writes what differs and deletes what is left over; gives how many files changed. */
  int write() throws IOException {
    List<Path> differing = differing();
    for (Path file : differing) {
      byte[] content = made.get(file);
      if (content == null) {
        Files.delete(file);
      } else {
        AtomicFile.write(file, target -> Files.write(target, content));
      }
    }
    return differing.size();
  }

  private List<Path> leftOver() throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path place : List.of(folder, folder.resolve("plots"))) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          files
              .filter(file -> file.toString().matches(".*\\.(md|svg|png)"))
              .filter(file -> !made.containsKey(file))
              .sorted()
              .forEach(left::add);
        }
      }
    }
    return left;
  }

  private static boolean isAsMade(Path file, byte[] content) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    byte[] there = Files.readAllBytes(file);
    return Arrays.equals(there, content)
        || (file.toString().endsWith(".png") && samePixels(there, content));
  }

  private static boolean samePixels(byte[] there, byte[] made) throws IOException {
    BufferedImage a;
    try {
      a = ImageIO.read(new ByteArrayInputStream(there));
    } catch (IOException | RuntimeException e) {
      return false; // Damaged.
    }
    BufferedImage b = ImageIO.read(new ByteArrayInputStream(made));
    return a != null
        && b != null
        && a.getWidth() == b.getWidth()
        && a.getHeight() == b.getHeight()
        && Arrays.equals(pixels(a), pixels(b));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
