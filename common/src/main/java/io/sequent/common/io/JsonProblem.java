package io.sequent.common.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.sequent.common.UserError;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON text, in the words of its reader: without names of Java. */
public final class JsonProblem {
  private static final int MOST_CHARACTERS = 200;
  private static final int MOST_OF_A_NAME = 60;

  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);
  private static final Set<Class<?>> NUMBERS =
      Set.of(double.class, Double.class, float.class, Float.class);

  /** Where a parser's message begins to speak of itself. */
  private static final List<String> OF_THE_PARSER =
      List.of(" (start marker at", " (for ", ": enable", " (`", ", got this instead");

  private JsonProblem() {}

  /** The problem in one short line. */
  public static String of(JsonProcessingException e) {
    if (e.getCause() instanceof JsonProcessingException cause) {
      return of(cause);
    }
    if (e instanceof StreamConstraintsException) {
      return "nested too deeply, or a value is too long";
    }
    if (e instanceof JsonEOFException) {
      return "it ends too early";
    }
    return e instanceof JsonMappingException mapping
        ? place(mapping) + ofValue(mapping)
        : plain(e.getOriginalMessage());
  }

  /** The line that it is in, from 1. */
  public static long line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
  }

  private static String ofValue(JsonMappingException e) {
    if (e.getCause() instanceof UserError || e.getCause() instanceof IllegalArgumentException) {
      return plain(e.getCause().getMessage());
    }
    if (e instanceof UnrecognizedPropertyException) {
      return "unknown field";
    }
    Class<?> type =
        e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    return type == null ? "a value is missing" : "expected " + expected(type);
  }

  private static String expected(Class<?> type) {
    if (WHOLE.contains(type)) {
      return "a whole number";
    }
    if (NUMBERS.contains(type)) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  /** {@code 'metrics.test': }, or nothing for the whole text. */
  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference part : e.getPath()) {
      if (part.getFieldName() == null) {
        place.append('[').append(part.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(cut(part.getFieldName(), MOST_OF_A_NAME));
      }
    }
    return place.isEmpty() ? "" : "'" + cut(place.toString(), MOST_CHARACTERS) + "': ";
  }

  private static String plain(@Nullable String message) {
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    for (String own : OF_THE_PARSER) {
      int place = line.indexOf(own);
      line = place < 0 ? line : line.substring(0, place);
    }
    return line.isBlank() ? "damaged" : cut(line.replace("`", ""), MOST_CHARACTERS);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
