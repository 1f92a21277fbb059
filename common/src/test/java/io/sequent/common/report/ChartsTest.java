package io.sequent.common.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartsTest extends ChartContract {
  private static final double NAN = Double.NaN;

  @Override
  protected List<Picture> samples() {
    return SampleCharts.all();
  }

  @Override
  protected Stream<Drawing> cornerCases() {
    double[] one = {1};
    double[] nan = {NAN};
    return Stream.of(
        LineChart.of("one", "epoch", "loss", one, Map.of("a", one)),
        LineChart.of("nan", "epoch", "loss", one, Map.of("a", nan)),
        LineChart.of("two", "epoch", "", new double[] {1, 2}, Map.of("a", new double[] {NAN, 2})),
        LineChart.of(
            "infinite", "", "", new double[] {1, 2}, Map.of("a", new double[] {1, 1 / 0.0})),
        LineChart.of("empty", "epoch", "loss", new double[0], Map.of("a", new double[0])),
        LineChart.of("", "", "", one, Map.of()),
        GradientFlowChart.of("empty", List.of()),
        GradientFlowChart.of("zero", List.of(gradient(0, 0))),
        GradientFlowChart.of("one", List.of(gradient(1, 1))),
        GradientFlowChart.of("nan", List.of(gradient(NAN, 1 / 0.0), gradient(1e-30, 1e30))),
        LengthHistogram.of("empty", new int[0], 10),
        LengthHistogram.of("one", new int[] {3}, 10),
        LengthHistogram.of("zero", new int[] {0, 0}, 1),
        DotPlot.of("empty", "", "", List.of()),
        DotPlot.of("blank", "x", "r", List.of(new Charts.Dot("", NAN, NAN, NAN))),
        DotPlot.of("reference", "x", "r", List.of(new Charts.Dot("a", NAN, NAN, 2))),
        DotPlot.of("one", "x", "r", List.of(new Charts.Dot("a", 5, NAN, NAN))),
        DotPlot.ofWeights("weight", "x", List.of(new Charts.Dot("a", 5, 0, NAN))),
        ReliabilityChart.of("no examples", nan, nan, new double[] {0}),
        ReliabilityChart.of("sure", one, one, one),
        SearchChart.of("empty", "y", new double[0], true),
        SearchChart.of("failed", "y", nan, true),
        SearchChart.of("one", "y", one, true),
        EffectChart.of(
            "one", "y", new Charts.Scale("x", 1, 9, true, List.of()), one, one, one, one),
        EffectChart.of(
            "empty",
            "y",
            Charts.Scale.of("x", List.of("a")),
            new double[0],
            new double[0],
            new double[0],
            new double[0]),
        ParallelCoordinates.of("none", List.of(new Charts.Axis("a", "", "")), List.of()),
        ParallelCoordinates.of("one", List.of(new Charts.Axis("a", "0", "1")), List.of(nan)),
        SampleCharts.dots(1),
        SampleCharts.dots(40),
        SampleCharts.gradients(20, 3));
  }

  @Test
  void idsOfTwoPicturesOfAPageDiffer() throws Exception {
    Picture picture = SampleCharts.all().get(0);
    Set<String> ids = new HashSet<>();
    int count = 0;
    for (String prefix : List.of("p1", "p2")) {
      String text = Pictures.svg(picture, prefix).orElseThrow();
      NodeList elements = parse(text).getElementsByTagName("*");
      for (int i = 0; i < elements.getLength(); i++) {
        String id = ((Element) elements.item(i)).getAttribute("id");
        if (!id.isEmpty()) {
          ids.add(id);
          count++;
        }
      }
      assertThat(text).contains("url(#" + prefix + "-");
    }
    assertThat(ids).hasSize(count).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void titleIsEscaped() throws Exception {
    String title = "a < b & \"c\" > 'd' </title><script>";
    String svg =
        Pictures.svg(new Picture("x", LineChart.of(title, "", "", new double[] {1}, Map.of())))
            .orElseThrow();

    assertThat(svg).doesNotContain("<script");
    assertThat(parse(svg).getElementsByTagName("title").item(0).getTextContent()).isEqualTo(title);
  }

  @Test
  void longTitlesAndNamesAreCutAndSoonDrawn() {
    String name = "x".repeat(60_000);
    double[] one = {1};
    List<Charts.Dot> dots = List.of(new Charts.Dot(name, 1, 0.5, 2));
    for (Drawing drawing :
        List.of(
            LineChart.of(name, name, name, one, Map.of(name, one)),
            DotPlot.of(name, name, name, dots))) {
      Optional<String> svg =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10), () -> Pictures.svg(new Picture("x", drawing)));
      assertThat(svg.orElseThrow()).hasSizeLessThan(60_000);
    }
  }

  @Test
  void pathIsTheSameWithOffsets() {
    assertThat(
            PathData.shorter("M10.5 -3 L10 -2.99 Q1 2 3.07 4 Z L10.5 -2.5 M0 0 C1 2 -3 4 5 -0.1"))
        .isEqualTo("m10.5-3l-.5 .01q-9 4.99-6.93 6.99zl0 .5m-10.5 2.5c1 2-3 4 5-.1");
  }

  @Test
  void histogramSaysWhatIsNotTruncated() {
    int[] lengths = IntStream.rangeClosed(1, 1000).toArray();

    assertThat(LengthHistogram.of("Words", lengths, 250).title())
        .isEqualTo("Words: 25.0% not truncated");
    // All but one are not all.
    assertThat(LengthHistogram.of("Words", new int[10_000], 0).title())
        .isEqualTo("Words: 100.0% not truncated");
    lengths = new int[10_000];
    lengths[0] = 9;
    assertThat(LengthHistogram.of("Words", lengths, 5).title())
        .isEqualTo("Words: 99.9% not truncated");
  }

  @Test
  void histogramCountsEveryExampleOnce() {
    int[] lengths = IntStream.range(0, 1000).map(i -> i == 7 ? 90_000 : i % 100).toArray();

    Map<String, XYSeries> lines = lines(LengthHistogram.of("Words", lengths, 50));

    double[] heights = lines.values().iterator().next().getYData();
    // Both edges of a bin are in it.
    assertThat(IntStream.range(0, heights.length).mapToDouble(i -> heights[i]).sum() / 2)
        .isEqualTo(999);
    assertThat(lines).containsKey("examples (1 longer than shown)");
  }

  private static Charts.GradientLine gradient(double mean, double maximum) {
    return new Charts.GradientLine("p" + mean, List.of(1.0), List.of(mean), List.of(maximum));
  }
}
