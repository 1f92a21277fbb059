package io.sequent.common.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the JSON files that a training or a search has written. */
public final class JsonFile {
  private JsonFile() {}

  /**
   * Reads a file: one value in UTF-8, no field twice.
   *
   * @param json the mapper
   * @param type of the value; where it is a record, what its constructor refuses by an {@link
   *     IllegalArgumentException} is refused here
   * @param what the file should be, such as {@code the result of a run}
   * @throws UserError if the file is missing or something else, with its line
   */
  public static <T> T read(Path file, ObjectMapper json, TypeReference<T> type, String what)
      throws IOException {
    String text = TextFile.read(file);
    @Nullable T value;
    try {
      value =
          json.readerFor(type)
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .readValue(text);
    } catch (JsonProcessingException e) {
      throw UserError.at(file, JsonProblem.line(e), "not " + what + ": " + JsonProblem.of(e), e);
    }
    if (value == null) {
      throw UserError.at(file, 1, "not " + what + ": null");
    }
    return value;
  }
}
