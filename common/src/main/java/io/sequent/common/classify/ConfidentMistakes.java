package io.sequent.common.classify;

import io.sequent.common.report.Shortened;
import io.sequent.common.report.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The texts whose class is wrong, though the model gave it a high probability. */
final class ConfidentMistakes {
  private static final int MOST = 10;

  /** Code points. */
  private static final int MAX_TEXT = 300;

  /** Code points. */
  private static final int MAX_NAME = 40;

  /** The most confident first; of equal ones that which was added first. */
  private static final Comparator<Mistake> ORDER =
      Comparator.comparingDouble((Mistake mistake) -> -mistake.probability())
          .thenComparingInt(Mistake::number);

  private final Top<Mistake> mistakes = new Top<>(MOST, ORDER);
  private int added;

  /**
   * A mistake.
   *
   * @param number counts them
   * @param probability of the predicted class
   */
  private record Mistake(
      int number, String text, String truth, String predicted, double probability) {}

  /**
   * Adds one.
   *
   * @param probability of the predicted class
   */
  void add(String text, String truth, String predicted, double probability) {
    mistakes.add(new Mistake(added, text, truth, predicted, probability));
    added++;
  }

  /** At most ten, the most confident first, with their texts shortened. */
  Table table(WordMask mask) {
    List<List<String>> rows =
        mistakes.list().stream()
            .map(
                mistake ->
                    List.of(
                        Shortened.text(mistake.truth(), MAX_NAME),
                        Shortened.text(mistake.predicted(), MAX_NAME),
                        String.format(Locale.ROOT, "%.4f", mistake.probability()),
                        mask.of(oneLine(Shortened.text(mistake.text().strip(), MAX_TEXT)))))
            .toList();
    return new Table(
        "Most confident mistakes", List.of("class", "predicted", "probability", "text"), rows);
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
