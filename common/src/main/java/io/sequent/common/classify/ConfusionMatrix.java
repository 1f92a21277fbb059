package io.sequent.common.classify;

import io.sequent.common.evaluation.Sizes;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import java.util.Arrays;
import java.util.List;

/**
 * How often each class was taken for which.
 *
 * @param labels names of the classes
 * @param counts {@code counts.get(t).get(p)}: how many examples of class {@code t} were predicted
 *     as {@code p}
 */
record ConfusionMatrix(List<String> labels, List<List<Integer>> counts) {
  ConfusionMatrix {
    labels = List.copyOf(labels);
    counts = counts.stream().map(List::copyOf).toList();
    int classes = labels.size();
    if (counts.size() != classes || counts.stream().anyMatch(row -> row.size() != classes)) {
      throw new IllegalArgumentException(
          "confusion matrix of %d classes, counts for %s"
              .formatted(classes, counts.stream().map(List::size).toList()));
    }
  }

  /**
   * Counts pairs of true and predicted class.
   *
   * @param labels names of the classes
   * @param truth true classes, each 0..{@code labels.size() - 1}
   * @param prediction predicted classes, as many
   */
  public static ConfusionMatrix of(List<String> labels, int[] truth, int[] prediction) {
    Sizes.same("truth", truth.length, "prediction", prediction.length);
    Integer[][] counts = new Integer[labels.size()][labels.size()];
    for (Integer[] row : counts) {
      Arrays.fill(row, 0);
    }
    for (int i = 0; i < truth.length; i++) {
      counts[index(truth[i], labels)][index(prediction[i], labels)]++;
    }
    return new ConfusionMatrix(labels, Arrays.stream(counts).map(List::of).toList());
  }

  /** How many examples of class {@code truth} were predicted as {@code prediction}. */
  public int count(int truth, int prediction) {
    return counts.get(truth).get(prediction);
  }

  /** How many examples there are of a class: the sum of its row. */
  public int actual(int label) {
    return counts.get(label).stream().mapToInt(Integer::intValue).sum();
  }

  /** How many examples were predicted as a class: the sum of its column. */
  public int predicted(int label) {
    return counts.stream().mapToInt(row -> row.get(label)).sum();
  }

  /** How many examples there are. */
  public int total() {
    return counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }

  /** A heat map, {@code confusion-matrix} in the run folder. */
  public Picture picture(String title) {
    return new Picture("confusion-matrix", Charts.confusionMatrix(title, labels, counts));
  }

  private static int index(int label, List<String> labels) {
    if (label < 0 || label >= labels.size()) {
      throw new IllegalArgumentException(
          "class "
              + label
              + " among "
              + labels.size()
              + " classes, expected 0.."
              + (labels.size() - 1));
    }
    return label;
  }
}
