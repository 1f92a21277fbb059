package io.sequent.common.predict;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of several series.
 *
 * @param after the input line that ends the window
 * @param daysAhead trading days from there to the forecast
 * @param forecast by series
 * @param step the number of the forecast day, counted from 1 at the first input line
 * @param date the forecast day, where input lines have dates: so many weekdays ahead, holidays not
 *     considered; null without dates
 * @param intervals by series; empty for models that were saved without residuals
 */
public record ForecastPrediction(
    String after,
    int daysAhead,
    Map<String, Double> forecast,
    int step,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String date,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Interval> intervals)
    implements Prediction {
  public ForecastPrediction {
    forecast = Collections.unmodifiableMap(new LinkedHashMap<>(forecast));
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
  }

  @Override
  public Set<String> repeated() {
    return Set.of("after");
  }

  /**
   * A prediction interval.
   *
   * @param low its lower end
   * @param high its upper end
   * @param coverage the share of validation targets within it, 0 to 1; test targets need not keep
   *     to it
   * @param from what it was computed from
   */
  public record Interval(double low, double high, double coverage, String from) {
    /** The usual basis of an interval. */
    public static final String VALIDATION_RESIDUALS = "validation residuals";
  }
}
