package io.sequent.common.predict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class of a text.
 *
 * @param text the input
 * @param label the predicted class; null where it is less probable than was asked for
 * @param probabilities of every class, 0 to 1, in the order of the model's classes, which add up to
 *     one; or of the most probable ones alone, the most probable first. The predicted class need
 *     not have the largest where its decision was calibrated
 * @param probability of the class that is decided for
 * @param shown which of the probabilities have cells in a table
 */
public record ClassPrediction(
    String text,
    @JsonProperty("class") @Nullable String label,
    @JsonSerialize(contentUsing = SixDecimals.class) Map<String, Double> probabilities,
    @JsonSerialize(using = SixDecimals.class) double probability,
    @JsonIgnore ShownClasses shown)
    implements Prediction {
  public ClassPrediction {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }

  /** One whose probabilities are not shown in a table. */
  public ClassPrediction(
      String text, @Nullable String label, Map<String, Double> probabilities, double probability) {
    this(text, label, probabilities, probability, ShownClasses.NONE);
  }

  /** The classes whose probabilities have cells in a table. */
  public enum ShownClasses {
    /** None. */
    NONE,
    /** Those that are there, by their ranks. */
    MOST_PROBABLE,
    /** All, by their names. */
    ALL
  }

  @Override
  public Set<String> repeated() {
    return Set.of("text");
  }

  /**
   * The class, empty for none, and its probability; then the names and probabilities of {@code
   * class_1} and so on, or those of all classes as {@code probability_} and the name.
   */
  @Override
  public Map<String, String> cells() {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("class", label == null ? "" : label);
    cells.put("probability", text(probability));
    int rank = 0;
    for (Map.Entry<String, Double> one : probabilities.entrySet()) {
      rank++;
      if (shown == ShownClasses.MOST_PROBABLE) {
        cells.put("class_" + rank, one.getKey());
        cells.put("probability_" + rank, text(one.getValue()));
      } else if (shown == ShownClasses.ALL) {
        cells.put("probability_" + one.getKey(), text(one.getValue()));
      }
    }
    return cells;
  }

  private static String text(double probability) {
    return String.valueOf(SixDecimals.of(probability));
  }
}
