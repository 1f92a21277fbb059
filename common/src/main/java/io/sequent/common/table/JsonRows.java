package io.sequent.common.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.UserError;
import io.sequent.common.io.JsonProblem;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects one after the other, or in one array. */
final class JsonRows implements Rows {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // As it is written: 1.50.
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final JsonParser parser;
  private final long firstLine;
  private final String name;
  private List<String> columns = List.of();
  private boolean begun;
  private boolean ended;

  JsonRows(Reader text, long firstLine, String name) throws IOException {
    parser = JSON.createParser(text);
    this.firstLine = firstLine;
    this.name = name;
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    try {
      return ended ? null : read();
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? line() : place(e.getLocation().getLineNr());
      throw new UserError("%s:%d: not JSON: %s".formatted(name, line, JsonProblem.of(e)), e);
    }
  }

  private @Nullable TableRow read() throws IOException {
    JsonToken token = parser.nextToken();
    if (!begun && token == JsonToken.START_ARRAY) {
      token = parser.nextToken();
    }
    if (token == JsonToken.END_ARRAY || token == null) {
      ended = true;
      if (token != null && parser.nextToken() != null) {
        throw error("more text behind the array, expected one array of objects");
      }
      return null;
    }
    if (token != JsonToken.START_OBJECT) {
      throw error("%s, expected an object for each row".formatted(token.name()));
    }
    long line = line();
    ObjectNode object = JSON.readTree(parser);
    if (!begun) {
      columns = new ArrayList<>();
      object.fieldNames().forEachRemaining(columns::add);
      begun = true;
    }
    return new TableRow(
        line, columns.stream().map(object::get).map(JsonRows::text).toList(), object);
  }

  /** The names of the first object, in its order; none before it is read. */
  List<String> columns() {
    return List.copyOf(columns);
  }

  private static String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  private long line() {
    return place(parser.currentTokenLocation().getLineNr());
  }

  private long place(int line) {
    return firstLine + Math.max(1, line) - 1;
  }

  private UserError error(String problem) {
    return new UserError(name + ":" + line() + ": " + problem);
  }
}
