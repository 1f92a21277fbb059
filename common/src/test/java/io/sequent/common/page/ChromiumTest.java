package io.sequent.common.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.report.SampleCharts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How pages look in a browser; skipped where there is no Chromium. */
class ChromiumTest {
  /** The blue of the first line of a chart. */
  private static final int BLUE = 0x0072B2;

  /** Measures the page and reports to its frame. */
  private static final String RULER =
      """
      <script>
      const root = document.documentElement;
      const places = [...document.querySelectorAll('figure svg')]
          .map(picture => picture.getBoundingClientRect());
      const scrolling = [...document.querySelectorAll('.wide')]
          .filter(box => box.scrollWidth > box.clientWidth);
      parent.postMessage([
          root.clientWidth,
          root.scrollWidth,
          performance.getEntriesByType('resource').length,
          places.length,
          new Set(places.map(place => place.left)).size,
          Math.floor(Math.min(...places.map(place => place.width))),
          scrolling.length].join(' '), '*');
      </script>
      """;

  private final Path folder;

  ChromiumTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writePage() throws IOException {
    SamplePage.page().write(folder.resolve("page.html"));
  }

  @ParameterizedTest
  @CsvSource({"360, 800, 1, 330", "1200, 900, 2, 550"})
  void pageIsNoWiderThanTheWindowAndItsPicturesAreLarge(
      int width, int height, int abreast, int pictureWidth) throws IOException {
    Chromium chromium = chromium();
    // The page allows no scripts; the ruler is the test's alone.
    Files.writeString(
        folder.resolve("measured.html"),
        SamplePage.page()
            .html()
            .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replace("</body>", RULER + "</body>"));

    int[] measured = measured(chromium.elements(frame("measured.html", width, height)));

    assertThat(measured[0]).as("window").isEqualTo(width);
    assertThat(measured[1]).as("page").isEqualTo(width);
    assertThat(measured[2]).as("requests").isZero();
    assertThat(measured[3]).as("pictures").isEqualTo(SampleCharts.all().size());
    assertThat(measured[4]).as("pictures abreast").isEqualTo(abreast);
    assertThat(measured[5]).as("width of a picture").isGreaterThanOrEqualTo(pictureWidth);
    // The table of twenty columns scrolls in its own box, the one of five need not.
    assertThat(measured[6]).as("scrolling tables").isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"360, 800", "1200, 900"})
  void picturesAreSeen(int width, int height) throws IOException {
    Chromium chromium = chromium();
    Path file = folder.resolve("page-%d.png".formatted(width));

    chromium.screenshot(frame("page.html#section-2", width, height), width, height, file);

    BufferedImage image = ImageIO.read(file.toFile());
    keep(file);
    // The line of a chart, and more white than else.
    assertThat(pixels(image, BLUE)).isGreaterThan(50);
    assertThat(pixels(image, 0xFFFFFF))
        .isBetween((long) width * height / 3, (long) width * height - 5_000);
  }

  @Test
  void pageIsPrinted() throws IOException {
    Chromium chromium = chromium();
    Path file = folder.resolve("page.pdf");

    chromium.pdf(folder.resolve("page.html"), file);

    String pdf = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF-");
    long pages = Pattern.compile("/Type /Page\\b(?!s)").matcher(pdf).results().count();
    assertThat(pages).isBetween(2L, 6L);
    keep(file);
    keep(folder.resolve("page.html"));
  }

  /** A page that shows another one, for no window of Chromium's is narrower than 500 pixels. */
  private Path frame(String page, int width, int height) throws IOException {
    Path frame = folder.resolve("frame.html");
    Files.writeString(
        frame,
        """
        <body style="margin: 0">
        <script>addEventListener('message', event => document.title = event.data);</script>
        <iframe src="%s" style="border: 0; width: %dpx; height: %dpx"></iframe>
        """
            .formatted(page, width, height));
    return frame;
  }

  private static int[] measured(String elements) {
    Matcher title = Pattern.compile("<title>([0-9 ]+)</title>").matcher(elements);
    assertThat(title.find()).as("measured in %s", elements).isTrue();
    return Arrays.stream(title.group(1).split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static long pixels(BufferedImage image, int color) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF) == color)
        .count();
  }

  private Chromium chromium() {
    Optional<Chromium> chromium = Chromium.find(folder);
    Assumptions.assumeTrue(chromium.isPresent(), "there is no chromium on the path");
    return chromium.orElseThrow();
  }

  /** For people who want to look for themselves: -Dpictures=FOLDER. */
  private static void keep(Path file) throws IOException {
    String copies = System.getProperty("pictures", "");
    if (!copies.isEmpty()) {
      Files.copy(
          file, Path.of(copies).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
