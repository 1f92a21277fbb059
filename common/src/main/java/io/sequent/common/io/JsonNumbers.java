package io.sequent.common.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** JSON has no NaN: an undefined number is written as null, and read as NaN again. */
public final class JsonNumbers {
  private JsonNumbers() {}

  /** The module of a mapper for {@code double} and {@code Double}. */
  public static SimpleModule nanAsNull() {
    return new SimpleModule("nan-as-null")
        .addSerializer(double.class, new FiniteOrNull())
        .addSerializer(Double.class, new FiniteOrNull())
        .addDeserializer(double.class, new NullIsNaN())
        .addDeserializer(Double.class, new NullIsNaN());
  }

  private static final class FiniteOrNull extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  private static final class NullIsNaN extends StdDeserializer<Double> {
    NullIsNaN() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return _parseDoublePrimitive(json, context);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
