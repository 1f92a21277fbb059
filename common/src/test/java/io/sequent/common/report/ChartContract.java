package io.sequent.common.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What holds for every kind of chart, in common and in the tasks. */
// XChart looks for ticks in loops that do not end with every range.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ChartContract {
  /** One of each kind of chart: the same at each call, but never the same objects. */
  protected abstract List<Picture> samples();

  /** Charts of little, extreme or missing data. */
  protected abstract Stream<Drawing> cornerCases();

  @ParameterizedTest
  @MethodSource("samples")
  void pngAndSvgAreTheSameEachTime(Picture picture, @TempDir Path folder) throws IOException {
    Picture again =
        samples().stream()
            .filter(other -> other.name().equals(picture.name()))
            .findFirst()
            .orElseThrow();
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");

    assertThat(writeBoth(picture, first)).isTrue();
    // Drawing must not change the chart, nor PNG hang on SVG.
    writeBoth(picture, folder.resolve("between"));
    Pictures.write(again, second);
    writeBoth(again, second);

    for (String ending : List.of(".png", ".svg")) {
      Path file = Path.of(picture.name() + ending);
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
      assertThat(folder.resolve("between").resolve(file))
          .hasSameBinaryContentAs(first.resolve(file));
      assertThat(Files.size(first.resolve(file))).isBetween(4_000L, 300_000L);
      keep(first.resolve(file));
    }
  }

  @ParameterizedTest
  @MethodSource("cornerCases")
  void cornerCaseIsDrawn(Drawing drawing, @TempDir Path folder) throws Exception {
    Picture picture = new Picture("corner-" + drawing.title() + drawing.height(), drawing);

    assertThat(writeBoth(picture, folder)).isTrue();

    assertThat(Pictures.svg(picture).orElseThrow()).doesNotContain("NaN", "Infinity", "∞", "�");
    keep(folder.resolve(picture.name() + ".png"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void svgIsWellFormedScalesAndHasNoText(Picture picture) throws Exception {
    Document svg = parse(Pictures.svg(picture).orElseThrow());

    Element root = svg.getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getAttribute("viewBox"))
        .isEqualTo("0 0 %d %d", picture.drawing().width(), picture.drawing().height());
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo(picture.drawing().title());
    assertThat(svg.getElementsByTagName("text").getLength()).isZero();
    assertThat(svg.getElementsByTagName("image").getLength()).isZero();
  }

  /** The lines of a chart by name, in the order that they are drawn in. */
  public static Map<String, XYSeries> lines(Drawing drawing) {
    return ((XYChart) ((ChartDrawing) drawing).chart()).getSeriesMap();
  }

  protected static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  /** For people who want to look at the pictures themselves: -Dpictures=FOLDER. */
  public static void keep(Path file) throws IOException {
    String folder = System.getProperty("pictures", "");
    if (!folder.isEmpty()) {
      Files.copy(
          file, Path.of(folder).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean writeBoth(Picture picture, Path folder) throws IOException {
    boolean written = Pictures.write(picture, folder);
    Files.writeString(
        folder.resolve(picture.name() + ".svg"), Pictures.svg(picture).orElseThrow() + "\n");
    return written;
  }
}
