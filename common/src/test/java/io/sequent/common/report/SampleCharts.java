package io.sequent.common.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One of each kind of chart, the same each time. */
public final class SampleCharts {
  private SampleCharts() {}

  /** All kinds. */
  public static List<Picture> all() {
    return List.of(
        new Picture("line", line()),
        new Picture("confusion", confusion()),
        new Picture("attention", attention()),
        new Picture("gradient", gradients(6, 60)),
        new Picture("lengths", lengths()),
        new Picture("dots", dots(9)),
        new Picture("reliability", reliability()),
        new Picture("weights", weights()),
        new Picture("search", search()),
        new Picture("effect", effect()),
        new Picture("choices", choices()),
        new Picture("parallel", parallel()));
  }

  /** Words come twice, and one is long. */
  static Drawing attention() {
    List<String> words =
        List.of(
            ("[class] the film is not the best of the year but the actors play as if it were"
                    + " internationalization of the Україна якість \"")
                .split(" "));
    Random random = new Random(1);
    List<List<Double>> shares = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      double[] weights = random.doubles(words.size()).map(x -> Math.pow(x, 8)).toArray();
      double sum = DoubleStream.of(weights).sum();
      shares.add(DoubleStream.of(weights).map(x -> x / sum).boxed().toList());
    }
    return AttentionChart.of("Attention in a text of class negative", words, shares);
  }

  static Drawing search() {
    Random random = new Random(1);
    double[] figures = random.doubles(40, 0.7, 0.92).toArray();
    figures[7] = Double.NaN;
    return SearchChart.of("News, small networks", "validation accuracy", figures, false);
  }

  static Drawing effect() {
    Random random = new Random(1);
    double[] rates = random.doubles(30, -5, -1).map(e -> Math.pow(10, e)).toArray();
    double[] figures =
        DoubleStream.of(rates).map(r -> 0.9 - 0.02 * Math.pow(Math.log10(r) + 3, 2)).toArray();
    return EffectChart.of(
        "learning-rate",
        "validation accuracy",
        new Charts.Scale("learning-rate", 1e-5, 1e-1, true, List.of()),
        rates,
        figures,
        new double[] {3e-5, 3e-4, 3e-3, 3e-2},
        new double[] {0.83, 0.89, 0.89, 0.84});
  }

  static Drawing choices() {
    return EffectChart.of(
        "pooling",
        "validation accuracy",
        Charts.Scale.of("pooling", List.of("max", "mean+max", "attention", "max+attention")),
        new double[] {0, 0, 1, 2, 3, 3},
        new double[] {0.81, 0.83, 0.86, 0.84, 0.88, 0.87},
        new double[] {0, 1, 2, 3},
        new double[] {0.82, 0.86, 0.84, 0.875});
  }

  static Drawing parallel() {
    Random random = new Random(1);
    List<Charts.Axis> axes = new ArrayList<>();
    for (String name :
        List.of(
            "cell", "hidden", "learning-rate", "attention-size", "embedding-dropout", "accuracy")) {
      axes.add(new Charts.Axis(name, "0.0001", "0.5"));
    }
    List<double[]> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double[] line = random.doubles(axes.size()).toArray();
      line[3] = i % 3 == 0 ? Double.NaN : line[3];
      line[5] = 1 - i / 29.0;
      lines.add(line);
    }
    return ParallelCoordinates.of("News, small networks", axes, lines);
  }

  static Drawing line() {
    double[] epochs = IntStream.rangeClosed(1, 12).mapToDouble(i -> i).toArray();
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("training", DoubleStream.of(epochs).map(e -> 2.2 / e).toArray());
    lines.put("validation", DoubleStream.of(epochs).map(e -> 1.8 / e + 0.02 * e).toArray());
    return LineChart.of("Loss", "epoch", "loss", epochs, lines);
  }

  static Drawing confusion() {
    return ConfusionMatrixChart.of(
        "News, test",
        List.of("World", "Sports", "Business", "Sci/Tech"),
        List.of(
            List.of(1712, 40, 85, 63),
            List.of(20, 1858, 12, 10),
            List.of(61, 9, 1650, 180),
            List.of(49, 17, 141, 1693)));
  }

  static Drawing gradients(int parameters, int updates) {
    Random random = new Random(5);
    List<Charts.GradientLine> lines = new ArrayList<>();
    List<Double> when = IntStream.range(0, updates).mapToObj(i -> 40.0 * (i + 1)).toList();
    for (int p = 0; p < parameters; p++) {
      double size = Math.pow(10, -1 - p % 5);
      List<Double> mean =
          when.stream().map(u -> size * Math.exp(0.3 * random.nextGaussian())).toList();
      lines.add(
          new Charts.GradientLine(p + "_W", when, mean, mean.stream().map(m -> 30 * m).toList()));
    }
    return GradientFlowChart.of("Gradients", lines);
  }

  /** Some bins are empty. */
  static Drawing reliability() {
    double[] confidence = {Double.NaN, Double.NaN, 0.5, 0.7, 0.93};
    double[] accuracy = {Double.NaN, Double.NaN, 0.4, 0.75, 0.9};
    double[] shares = {0, 0, 0.1, 0.2, 0.7};
    return ReliabilityChart.of("Reliability of probabilities", confidence, accuracy, shares);
  }

  /** Two terms look alike, and one is long. */
  static Drawing weights() {
    return DotPlot.ofWeights(
        "Terms that weigh most for Sports",
        "weight",
        List.of(
            new Charts.Dot("g***", 3.2, 0, Double.NaN),
            new Charts.Dot("g***", 2.9, 0, Double.NaN),
            new Charts.Dot(
                "internationalization of the Україна якість and more", 1, 0, Double.NaN)));
  }

  static Drawing lengths() {
    Random random = new Random(4);
    int[] lengths =
        IntStream.range(0, 5_000)
            .map(i -> (int) Math.round(38 * Math.exp(0.35 * random.nextGaussian())))
            .toArray();
    return LengthHistogram.of("Words of a text", lengths, 64);
  }

  static Drawing dots(int count) {
    List<Charts.Dot> rows =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Charts.Dot(
                        "bidirectional lstm, 128 units, dropout 0."
                            + i
                            + ", attention pooling, "
                            + i,
                        i == 3 ? Double.NaN : 0.88 + 0.005 * i,
                        i == 5 ? 0 : 0.002 + 0.001 * (i % 3),
                        i % 2 == 0 ? 0.9 + 0.003 * i : Double.NaN))
            .toList();
    return DotPlot.of("Accuracy on test", "accuracy", "published", rows);
  }
}
