package io.sequent.common.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  private static final List<String> TOPICS = List.of("World", "Sports", "Business", "Sci/Tech");
  private static final List<List<Integer>> COUNTS =
      List.of(
          List.of(1712, 40, 85, 63),
          List.of(20, 1858, 12, 10),
          List.of(61, 9, 1650, 180),
          List.of(49, 17, 141, 1693));

  @Test
  void confusionMatrixIsAPictureWithTheDarkestCellsOnTheDiagonal(@TempDir Path folder)
      throws IOException {
    Picture picture =
        new Picture("confusion", ConfusionMatrixChart.of("News, test", TOPICS, COUNTS));

    assertThat(Pictures.write(picture, folder)).isTrue();

    BufferedImage image = read(folder, "confusion.png");
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getHeight()).isEqualTo(880);
    // The first class is on top, so the dark diagonal runs from the upper left to the lower right.
    assertThat(redAt(image, 0.25, 0.2)).isLessThan(redAt(image, 0.25, 0.75) - 50);
    assertThat(redAt(image, 0.9, 0.75)).isLessThan(redAt(image, 0.9, 0.2) - 50);
  }

  @Test
  void matrixWithoutExamplesIsDrawnToo(@TempDir Path folder) throws IOException {
    List<List<Integer>> nothing = List.of(List.of(0, 0), List.of(0, 0));

    assertThat(
            Pictures.write(
                new Picture("empty", ConfusionMatrixChart.of("", List.of("a", "b"), nothing)),
                folder))
        .isTrue();
  }

  @Test
  void pictureReplacesAnOlderOneAndLeavesNothingElse(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("confusion.png"), "old");

    Pictures.write(new Picture("confusion", ConfusionMatrixChart.of("", TOPICS, COUNTS)), folder);

    assertThat(read(folder, "confusion.png").getWidth()).isEqualTo(1280);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("confusion.png"));
    }
  }

  @Test
  void machineWithoutFontsGetsNoPictureAndNoError(@TempDir Path folder) throws IOException {
    Picture picture = new Picture("confusion", ConfusionMatrixChart.of("", TOPICS, COUNTS));

    assertThat(Pictures.write(picture, folder, () -> Optional.of("no fonts"))).isFalse();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private static BufferedImage read(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    ChartContract.keep(file);
    return ImageIO.read(file.toFile());
  }

  private static int redAt(BufferedImage image, double x, double y) {
    return new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())))
        .getRed();
  }
}
