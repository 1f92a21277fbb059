package io.sequent.common.predict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object for each prediction: the fields of the input and those of the prediction, or the
 * prediction alone where the input has no names.
 */
final class JsonSink implements PredictionSink {
  private final OutputStream output;
  private final PredictionJson json;
  private final boolean array;
  private final List<String> names;
  private final boolean isTable;
  private boolean begun;

  /**
   * @param array whether the objects are one array, or a line each
   */
  JsonSink(OutputStream file, boolean array, Inputs<?> inputs) {
    this.output = new BufferedOutputStream(file, 1 << 16);
    this.json = PredictionJson.to(output);
    this.array = array;
    this.names = inputs.columns();
    this.isTable = inputs.form() != null;
  }

  @Override
  public void write(Input<?> input, Prediction prediction) throws IOException {
    if (array) {
      json.writeRaw(begun ? ",\n" : "[\n");
    }
    begun = true;
    ObjectNode fields = isTable ? fields(input) : null;
    if (fields == null) {
      json.write(prediction);
    } else {
      json.writeValue(joined(fields, prediction));
    }
    if (!array) {
      json.writeRaw("\n");
    }
  }

  private @Nullable ObjectNode fields(Input<?> input) {
    if (input.json() != null) {
      return input.json();
    }
    if (names.isEmpty()) {
      return null;
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), input.cells().get(i));
    }
    return fields;
  }

  private static ObjectNode joined(ObjectNode fields, Prediction prediction) {
    PredictionJson.added(prediction)
        .properties()
        .forEach(field -> fields.set(Added.name(field.getKey(), fields::has), field.getValue()));
    return fields;
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    if (array) {
      json.writeRaw(begun ? "\n]\n" : "[]\n");
    }
    json.flush();
    output.close();
  }
}
