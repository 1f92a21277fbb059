package io.sequent.common.report;

import java.util.List;
import java.util.Map;

/** The charts of runs, studies and searches, each drawn by a class of its own. */
public final class Charts {
  private Charts() {}

  /**
   * Draws the attention.
   *
   * @param title one line above it
   * @param words at least one, in text order; labels of long words are shortened
   * @param shares {@code shares.get(i).get(j)}: share of word {@code j} in the attention of word
   *     {@code i}, 0 to 1
   */
  public static Drawing attention(String title, List<String> words, List<List<Double>> shares) {
    return AttentionChart.of(title, words, shares);
  }

  /**
   * Draws a confusion matrix.
   *
   * @param title one line above it
   * @param labels names of the classes
   * @param counts {@code counts.get(t).get(p)}: number of examples of class {@code t} predicted as
   *     {@code p}
   */
  public static Drawing confusionMatrix(
      String title, List<String> labels, List<List<Integer>> counts) {
    return ConfusionMatrixChart.of(title, labels, counts);
  }

  /**
   * Draws rows, the first on top. A row without values stays blank.
   *
   * @param title one line above it
   * @param axis name of the values
   * @param reference name of the reference values, for the legend
   * @param rows about 40 at most
   */
  public static Drawing dots(String title, String axis, String reference, List<Dot> rows) {
    return DotPlot.of(title, axis, reference, rows);
  }

  /**
   * Draws results.
   *
   * @param title one line above them
   * @param yAxis name of the results
   * @param x values of the setting
   * @param y a result for each of them, finite
   * @param meanX where the means are, ascending
   * @param means a mean for each of them, finite
   */
  public static Drawing effect(
      String title,
      String yAxis,
      Scale scale,
      double[] x,
      double[] y,
      double[] meanX,
      double[] means) {
    return EffectChart.of(title, yAxis, scale, x, y, meanX, means);
  }

  /**
   * Draws gradients. The axis is logarithmic; a gradient of zero leaves a gap.
   *
   * @param title one line above it
   * @param lines about ten at most remain readable
   */
  public static Drawing gradients(String title, List<GradientLine> lines) {
    return GradientFlowChart.of(title, lines);
  }

  /**
   * Draws the chart.
   *
   * @param title one line above it
   * @param rates above 0, ascending
   * @param losses a loss for each rate, finite
   * @param suggested one of the rates
   */
  public static Drawing learningRates(
      String title, double[] rates, double[] losses, double suggested) {
    return LearningRateChart.of(title, rates, losses, suggested);
  }

  /**
   * Draws a histogram.
   *
   * @param title one line above it, before the share that is not truncated
   * @param lengths of the examples, in steps, in any order
   * @param cutOff maximum length that is not truncated, at least 1
   */
  public static Drawing lengths(String title, int[] lengths, int cutOff) {
    return LengthHistogram.of(title, lengths, cutOff);
  }

  /**
   * Draws lines.
   *
   * @param title one line above them
   * @param xAxis name of the steps
   * @param yAxis name of the values
   * @param x whole numbers, ascending
   * @param lines by name, in drawing order, a value for each {@code x}; values that are not finite
   *     leave a gap
   */
  public static Drawing lines(
      String title, String xAxis, String yAxis, double[] x, Map<String, double[]> lines) {
    return LineChart.of(title, xAxis, yAxis, x, lines);
  }

  /**
   * Draws lines, highlighting the best quarter and the best one.
   *
   * @param title one line above them
   * @param axes from left to right, at least one
   * @param lines best first; the place of each on every axis, 0..1, or NaN if it has none
   */
  public static Drawing parallelCoordinates(String title, List<Axis> axes, List<double[]> lines) {
    return ParallelCoordinates.of(title, axes, lines);
  }

  /**
   * Draws the curve.
   *
   * @param title one line above it
   * @param recall 0..1, ascending, at least one
   * @param precision 0..1, as many
   */
  public static Drawing precisionRecall(String title, List<Double> recall, List<Double> precision) {
    return PrecisionRecallChart.of(title, recall, precision);
  }

  /**
   * Draws how reliable probabilities are, in bins of equal width from 0 to 1.
   *
   * @param title one line above them
   * @param confidence the mean probability of each bin, 0..1; NaN for a bin without examples
   * @param accuracy of each, 0..1; NaN for a bin without examples
   * @param shares of all examples, 0..1
   */
  public static Drawing reliability(
      String title, double[] confidence, double[] accuracy, double[] shares) {
    return ReliabilityChart.of(title, confidence, accuracy, shares);
  }

  /**
   * Draws terms with weights, the first on top.
   *
   * @param title one line above them
   * @param axis name of the weights
   * @param rows the weights as means, without deviations; about 40 at most
   */
  public static Drawing weights(String title, String axis, List<Dot> rows) {
    return DotPlot.ofWeights(title, axis, rows);
  }

  /**
   * Draws trials, numbered from 1.
   *
   * @param title one line above them
   * @param yAxis name of the results
   * @param figures results of the trials in order; NaN for a trial without one
   * @param lowerIsBetter whether the lowest result is the best
   */
  public static Drawing search(
      String title, String yAxis, double[] figures, boolean lowerIsBetter) {
    return SearchChart.of(title, yAxis, figures, lowerIsBetter);
  }

  /**
   * Draws lines.
   *
   * @param title one line above them
   * @param xAxis name of the horizontal axis
   * @param yAxis name of the values
   * @param lines by name, in drawing order; lines without steps are left out
   */
  public static Drawing steps(String title, String xAxis, String yAxis, Map<String, Steps> lines) {
    return StepChart.of(title, xAxis, yAxis, lines);
  }

  /**
   * A row. {@link Double#NaN} stands for an unknown value.
   *
   * @param name at the left
   * @param mean place of the dot
   * @param deviation standard deviation, drawn to both sides of the dot; at least 0
   * @param reference value to compare with, which gets a mark of its own
   */
  public record Dot(String name, double mean, double deviation, double reference) {}

  /**
   * The values of the setting.
   *
   * @param name of the setting
   * @param low lowest value
   * @param high highest value, above {@code low}
   * @param log whether the axis is logarithmic
   * @param names of unordered values, which are placed at 0, 1, ...; empty for numbers
   */
  public record Scale(String name, double low, double high, boolean log, List<String> names) {
    /** A scale of unordered values. */
    public static Scale of(String name, List<String> names) {
      return new Scale(name, -0.5, names.size() - 0.5, false, List.copyOf(names));
    }
  }

  /**
   * The gradients of a parameter or of a layer.
   *
   * @param name for the legend, unique
   * @param updates numbers of the updates at which they were measured, ascending
   * @param mean mean absolute values, one for each update
   * @param maximum maximum absolute values, one for each update
   */
  public record GradientLine(
      String name, List<Double> updates, List<Double> mean, List<Double> maximum) {}

  /**
   * A vertical axis.
   *
   * @param name shown above it
   * @param low label of its lower end
   * @param high label of its upper end
   */
  public record Axis(String name, String low, String high) {}

  /**
   * The steps of a line.
   *
   * @param x ascending
   * @param y as many, finite; each is valid up to the next
   */
  public record Steps(List<Long> x, List<Double> y) {
    public Steps {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }
  }
}
