package io.sequent.tasks.stocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sequent.common.report.ChartContract;
import io.sequent.common.report.ChartStyle;
import io.sequent.common.report.Drawing;
import io.sequent.common.report.Picture;
import io.sequent.common.report.Pictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StocksChartsTest extends ChartContract {
  private static final int DAYS = 226;

  @Override
  protected List<Picture> samples() {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("train", price(0));
    lines.put("test", price(40));
    ForecastCharts forecast =
        new ForecastCharts("US dollars", days(), price(0), price(1), price(6));
    return List.of(
        new Picture("forecast", forecast.values("GOOG, two days ahead")),
        new Picture("residual", forecast.residuals("GOOG, two days ahead")),
        new Picture("series", TimeSeriesChart.of("GOOG, close", "US dollars", days(), lines)));
  }

  @Override
  protected Stream<Drawing> cornerCases() {
    List<LocalDate> day = List.of(LocalDate.of(2018, 1, 1));
    double[] one = {1};
    double[] nan = {Double.NaN};
    double[] none = {};
    ForecastCharts empty = new ForecastCharts("", List.of(), none, none, none);
    return Stream.of(
        new ForecastCharts("", day, one, one, nan).values("one"),
        empty.values("empty"),
        new ForecastCharts("", day, one, one, one).residuals("one residual"),
        new ForecastCharts("", day, nan, one, one).residuals("nan"),
        empty.residuals("empty residuals"));
  }

  @Test
  void forecastShowsAllThreeLines(@TempDir Path folder) throws IOException {
    double[] actual =
        IntStream.range(0, DAYS).mapToDouble(i -> 1100 + 80 * Math.sin(i / 20.0)).toArray();
    double[] late =
        IntStream.range(0, DAYS).mapToDouble(i -> 1100 + 80 * Math.sin((i - 6) / 20.0)).toArray();
    double[] near = IntStream.range(0, DAYS).mapToDouble(i -> actual[i] + i % 9).toArray();

    Pictures.write(
        new Picture(
            "forecast",
            new ForecastCharts("US dollars", days(), actual, near, late)
                .values("GOOG, two days ahead")),
        folder);

    BufferedImage image = ImageIO.read(folder.resolve("forecast.png").toFile());
    assertThat(pixels(image, ChartStyle.BLACK)).isPositive();
    assertThat(pixels(image, ChartStyle.ORANGE)).isPositive();
    assertThat(pixels(image, ChartStyle.SKY)).isPositive();
  }

  @Test
  void residualIsForecastMinusActual() {
    double[] actual = {10, 20};
    Drawing chart =
        new ForecastCharts(
                "",
                List.of(LocalDate.of(2018, 1, 1), LocalDate.of(2018, 1, 2)),
                actual,
                new double[] {12, 19},
                new double[] {9, 9})
            .residuals("");

    assertThat(lines(chart))
        .hasEntrySatisfying(
            "forecast minus actual", line -> assertThat(line.getYData()).containsExactly(2, -1))
        .hasEntrySatisfying(
            "persistence minus actual",
            line -> assertThat(line.getYData()).containsExactly(-1, -11));
  }

  private static List<LocalDate> days() {
    return IntStream.range(0, DAYS).mapToObj(i -> LocalDate.of(2018, 2, 7).plusDays(i)).toList();
  }

  private static double[] price(int late) {
    return IntStream.range(0, DAYS)
        .mapToDouble(i -> 1100 + 80 * Math.sin((i - late) / 20.0) + late * (i % 9))
        .toArray();
  }

  private static long pixels(BufferedImage image, Color color) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == color.getRGB())
        .count();
  }
}
