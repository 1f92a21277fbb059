package io.sequent.common.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.common.report.Shortened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The names of classes in a file, one a line. A name that would not be the same there, such as one
 * with a line break, is written as a JSON string.
 */
final class ClassNames {
  private static final String QUOTE = "\"";

  /** Made when it is needed, as few names have quotes. */
  private static final class Json {
    static final JsonMapper MAPPER =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  }

  private ClassNames() {}

  /**
   * The names in a file, blank lines left out.
   *
   * @throws UserError if they are fewer than two, or one stands twice
   */
  static List<String> read(Path file) throws IOException {
    List<String> names =
        TextFile.read(file)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(ClassNames::name)
            .toList();
    if (names.size() < 2 || names.stream().distinct().count() < names.size()) {
      throw new UserError(
          "%s: names %s, expected two or more different classes, one a line"
              .formatted(file, Shortened.names(lines(names))));
    }
    return names;
  }

  /** The text of a file with these names. */
  static String text(List<String> names) {
    return names.stream().map(name -> line(name) + "\n").collect(Collectors.joining());
  }

  /** A name in one line. */
  static String line(String name) {
    boolean plain =
        !name.startsWith(QUOTE)
            && name.equals(name.strip())
            && !name.isEmpty()
            && name.chars().noneMatch(Character::isISOControl);
    try {
      return plain ? name : Json.MAPPER.writeValueAsString(name);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Names in one line each. */
  static List<String> lines(List<String> names) {
    return names.stream().map(ClassNames::line).toList();
  }

  private static String name(String line) {
    if (!line.startsWith(QUOTE)) {
      return line;
    }
    try {
      return Json.MAPPER.readValue(line, String.class);
    } catch (JsonProcessingException e) {
      return line; // Quotes of the name itself.
    }
  }
}
