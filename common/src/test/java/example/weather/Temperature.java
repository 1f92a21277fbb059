package example.weather;

import io.sequent.common.predict.Prediction;

/**
 * A prediction.
 *
 * @param tomorrow the temperature of tomorrow morning, in degrees Celsius
 */
public record Temperature(double tomorrow) implements Prediction {}
