package io.sequent.common.classify;

import io.sequent.common.evaluation.Sizes;
import io.sequent.common.report.Charts;
import io.sequent.common.report.Picture;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often each class was taken for which. Its size is that of the classes and of the confusions
 * that occur, so that there may be many classes.
 */
final class ConfusionMatrix {
  /** More than these are not legible in a picture. */
  private static final int SHOWN = 20;

  private final List<String> labels;
  private final Map<Long, Integer> cells = new HashMap<>(); // Those that are not 0.
  private final int[] actual;
  private final int[] predicted;
  private final int total;

  private ConfusionMatrix(List<String> labels, int[] truth, int[] prediction) {
    this.labels = List.copyOf(labels);
    actual = new int[labels.size()];
    predicted = new int[labels.size()];
    total = truth.length;
    for (int i = 0; i < truth.length; i++) {
      actual[index(truth[i], labels)]++;
      predicted[index(prediction[i], labels)]++;
      cells.merge(place(truth[i], prediction[i]), 1, Integer::sum);
    }
  }

  /**
   * Counts pairs of true and predicted class.
   *
   * @param labels names of the classes
   * @param truth true classes, each 0..{@code labels.size() - 1}
   * @param prediction predicted classes, as many
   */
  static ConfusionMatrix of(List<String> labels, int[] truth, int[] prediction) {
    Sizes.same("truth", truth.length, "prediction", prediction.length);
    return new ConfusionMatrix(labels, truth, prediction);
  }

  /** Names of the classes. */
  List<String> labels() {
    return labels;
  }

  /** How many examples of class {@code truth} were predicted as {@code prediction}. */
  int count(int truth, int prediction) {
    return cells.getOrDefault(place(truth, prediction), 0);
  }

  /** How many examples there are of a class. */
  int actual(int label) {
    return actual[label];
  }

  /** How many examples were predicted as a class. */
  int predicted(int label) {
    return predicted[label];
  }

  /** How many examples there are. */
  int total() {
    return total;
  }

  /**
   * A heat map, {@code confusion-matrix} in the run folder; of many classes those that are most
   * often confused, which its title says.
   */
  Picture picture(String title) {
    List<Integer> shown = shown();
    List<List<Integer>> counts =
        shown.stream().map(t -> shown.stream().map(p -> count(t, p)).toList()).toList();
    String whole =
        shown.size() == labels.size()
            ? title
            : String.format(
                Locale.ROOT, "%s: the %d most confused of %,d", title, shown.size(), labels.size());
    return new Picture(
        "confusion-matrix",
        Charts.confusionMatrix(whole, shown.stream().map(labels::get).toList(), counts));
  }

  /** The classes of a picture, in their order. */
  private List<Integer> shown() {
    return IntStream.range(0, labels.size())
        .boxed()
        .sorted(Comparator.comparing(this::confusions).reversed())
        .limit(SHOWN)
        .sorted()
        .toList();
  }

  /** How many examples of a class were taken for others, or others for it. */
  private int confusions(int label) {
    return actual[label] + predicted[label] - 2 * count(label, label);
  }

  private static long place(int truth, int prediction) {
    return ((long) truth << Integer.SIZE) | prediction;
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
