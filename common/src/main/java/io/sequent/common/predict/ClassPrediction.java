package io.sequent.common.predict;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The class of a text.
 *
 * @param text the input
 * @param label the predicted class
 * @param probabilities of every class, 0 to 1, in the order of the model's classes; they add up to
 *     one. The predicted class need not have the largest where its decision was calibrated
 * @param probability of the predicted class
 */
public record ClassPrediction(
    String text,
    @JsonProperty("class") String label,
    @JsonSerialize(contentUsing = SixDecimals.class) Map<String, Double> probabilities,
    @JsonSerialize(using = SixDecimals.class) double probability)
    implements Prediction {
  public ClassPrediction {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }
}
