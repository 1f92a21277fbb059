package io.sequent.common.predict;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** Writes a probability with six decimals: more of a 32-bit number is noise. */
final class SixDecimals extends JsonSerializer<Double> {
  @Override
  public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeNumber(of(value));
  }

  static double of(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
