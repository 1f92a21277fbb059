package io.sequent.common.classify;

import io.sequent.common.evaluation.ClassScores;
import io.sequent.common.evaluation.ClassScores.Score;
import io.sequent.common.evaluation.Sizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Accuracy and the scores of each class, with the conventions of scikit-learn's {@code
 * classification_report}.
 *
 * @param accuracy the share of examples whose class was predicted, 0..1
 * @param classes the scores of the classes, in the order of the labels
 */
record ClassificationReport(double accuracy, ClassScores classes) {
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
    return new ClassificationReport((double) correct / matrix.total(), new ClassScores(classes));
  }
}
