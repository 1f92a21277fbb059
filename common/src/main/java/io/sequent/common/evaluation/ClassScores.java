package io.sequent.common.evaluation;

import io.sequent.common.report.Shortened;
import io.sequent.common.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The scores of several classes and their means.
 *
 * @param byName the score of each class that occurs in truth or prediction, in the order of tables
 */
public record ClassScores(Map<String, Score> byName) {
  private static final int MAX_ROWS = 50;

  /** Code points. */
  private static final int MAX_NAME = 60;

  public ClassScores {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /** The mean precision of the classes, 0..1. */
  public double macroPrecision() {
    return mean(Score::precision);
  }

  /** The mean recall of the classes, 0..1. */
  public double macroRecall() {
    return mean(Score::recall);
  }

  /** The mean F1 of the classes, 0..1; 0 without a class. */
  public double macroF1() {
    return mean(Score::f1);
  }

  /** The counts of all classes together. */
  public Score micro() {
    return byName.values().stream().reduce(new Score(0, 0, 0), Score::plus);
  }

  /** A row for each class, of many for the most frequent, and one for the mean of all. */
  public Table table(String title) {
    return table(title, List.of());
  }

  /** A row for each class, one for their micro mean and one for their macro mean. */
  public Table tableWithMicroMean(String title) {
    return table(title, List.of(row("micro mean", micro())));
  }

  private Table table(String title, List<List<String>> means) {
    List<List<String>> rows = new ArrayList<>();
    Map<String, Score> shown = mostFrequent();
    shown.forEach((name, score) -> rows.add(row(Shortened.text(name, MAX_NAME), score)));
    rows.addAll(means);
    rows.add(row("macro mean", macroPrecision(), macroRecall(), macroF1(), micro().actual()));
    String whole =
        shown.size() == byName.size()
            ? title
            : String.format(
                Locale.ROOT, "%s: the %d most frequent of %,d", title, shown.size(), byName.size());
    return new Table(whole, List.of("", "precision", "recall", "F1", "support"), rows);
  }

  /** In the order of all. */
  private Map<String, Score> mostFrequent() {
    Set<String> names =
        byName.entrySet().stream()
            .sorted(Comparator.comparingInt(each -> -each.getValue().actual()))
            .limit(MAX_ROWS)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Map<String, Score> shown = new LinkedHashMap<>(byName);
    shown.keySet().retainAll(names);
    return shown;
  }

  private static List<String> row(String name, Score score) {
    return row(name, score.precision(), score.recall(), score.f1(), score.actual());
  }

  private static List<String> row(
      String name, double precision, double recall, double f1, int support) {
    return List.of(
        name, decimals(precision), decimals(recall), decimals(f1), String.valueOf(support));
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private double mean(ToDoubleFunction<Score> figure) {
    return byName.values().stream().mapToDouble(figure).average().orElse(0);
  }

  /**
   * Precision, recall and F1 of one class, from counts. A fraction whose denominator is zero is 0,
   * as in scikit-learn with {@code zero_division=0}.
   *
   * @param correct how many predictions are right (true positives)
   * @param predicted how many were predicted
   * @param actual how many there are in truth, the support
   */
  public record Score(int correct, int predicted, int actual) {
    public Score {
      if (correct < 0 || correct > predicted || correct > actual) {
        throw new IllegalArgumentException(
            "%d correct of %d predicted and %d actual".formatted(correct, predicted, actual));
      }
    }

    /** The share of the predictions that are right, 0..1. */
    public double precision() {
      return ratio(correct, predicted);
    }

    /** The share of the truth that was found, 0..1. */
    public double recall() {
      return ratio(correct, actual);
    }

    /** The harmonic mean of precision and recall, 0..1. */
    public double f1() {
      return ratio(2 * correct, predicted + actual);
    }

    /** The counts of both together: what micro averaging adds up. */
    public Score plus(Score other) {
      return new Score(correct + other.correct, predicted + other.predicted, actual + other.actual);
    }

    private static double ratio(int part, int whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
  }
}
