package io.sequent.common.evaluation;

import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Accuracy and the scores of each class, with the conventions of scikit-learn's {@code
 * classification_report}.
 *
 * @param accuracy the share of examples whose class was predicted, 0..1
 * @param classes the score of each class that occurs in truth or prediction, by name, in the order
 *     of the labels
 */
public record ClassificationReport(double accuracy, Map<String, Score> classes) {
  public ClassificationReport {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
  }

  /**
   * Evaluates predicted classes.
   *
   * @param labels names of the classes, all different
   * @param truth true classes, each 0..{@code labels.size() - 1}; at least one
   * @param prediction predicted classes, as many
   */
  public static ClassificationReport of(List<String> labels, int[] truth, int[] prediction) {
    return of(ConfusionMatrix.of(labels, truth, prediction));
  }

  /** The same from counts. */
  public static ClassificationReport of(ConfusionMatrix matrix) {
    Sizes.notEmpty("truth", matrix.total());
    Map<String, Score> classes = new LinkedHashMap<>();
    int correct = 0;
    for (int label = 0; label < matrix.labels().size(); label++) {
      Score score =
          new Score(matrix.count(label, label), matrix.predicted(label), matrix.actual(label));
      correct += score.correct();
      if (score.predicted() + score.actual() > 0
          && classes.put(matrix.labels().get(label), score) != null) {
        throw new IllegalArgumentException("two classes are named " + matrix.labels().get(label));
      }
    }
    return new ClassificationReport((double) correct / matrix.total(), classes);
  }

  /** The mean precision of the classes, 0..1. */
  public double macroPrecision() {
    return mean(Score::precision);
  }

  /** The mean recall of the classes, 0..1. */
  public double macroRecall() {
    return mean(Score::recall);
  }

  /** The mean F1 of the classes that occur in truth or prediction, 0..1. */
  public double macroF1() {
    return mean(Score::f1);
  }

  /** One row a class and one for the mean. */
  public Table table(String title) {
    List<List<String>> rows = new ArrayList<>();
    classes.forEach((name, score) -> rows.add(score.row(name)));
    int total = classes.values().stream().mapToInt(Score::actual).sum();
    rows.add(
        Score.row("macro mean", macroPrecision(), macroRecall(), macroF1(), String.valueOf(total)));
    return new Table(title, Score.HEADER, rows);
  }

  private double mean(ToDoubleFunction<Score> figure) {
    return classes.values().stream().mapToDouble(figure).average().orElse(0);
  }
}
