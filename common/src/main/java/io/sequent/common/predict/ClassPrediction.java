package io.sequent.common.predict;

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
 */
public record ClassPrediction(
    String text,
    @JsonProperty("class") @Nullable String label,
    @JsonSerialize(contentUsing = SixDecimals.class) Map<String, Double> probabilities,
    @JsonSerialize(using = SixDecimals.class) double probability)
    implements Prediction {
  public ClassPrediction {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }

  @Override
  public Set<String> repeated() {
    return Set.of("text");
  }

  /** The class, empty for none, and its probability. */
  @Override
  public Map<String, String> cells() {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("class", label == null ? "" : label);
    cells.put("probability", String.valueOf(SixDecimals.of(probability)));
    return cells;
  }
}
