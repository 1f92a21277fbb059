package io.sequent.common.config;

import io.sequent.common.UserError;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A part of a YAML file that knows its position. A value is the text as written, so that 1e-3 stays
 * 1e-3 and 007 stays 007; null of YAML is the empty text.
 */
public sealed interface YamlNode {
  /** Titles, names and paths of people are shorter. */
  int LONGEST_LINE = 500;

  /** Its position: the line of its key, or its own if it has no key. */
  Place place();

  /** A line of a file, counted from 1. */
  record Place(Path file, long line) {
    public UserError error(String problem) {
      return UserError.at(file, line, problem);
    }
  }

  /** A plain value. */
  record Value(Place place, String text) implements YamlNode {}

  /** A list. */
  record Items(Place place, List<YamlNode> items) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Values with names, in the order of the file. */
  record Fields(Place place, Map<String, YamlNode> fields) implements YamlNode {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * A plain value's text.
   *
   * @param what what is being read, for the error message
   * @throws UserError if it is a list or has fields
   */
  default String plain(String what) {
    if (this instanceof Value value) {
      return value.text();
    }
    throw place().error(what + ": expected a plain value");
  }

  /**
   * A plain value's text without blanks around it: one line of a reasonable length, not empty.
   *
   * @throws UserError if it is anything else
   */
  default String line(String what) {
    String text = plain(what).strip();
    if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
      throw place().error(what + ": expected one line of text");
    }
    if (text.length() > LONGEST_LINE) {
      throw place()
          .error(
              String.format(
                  Locale.ROOT,
                  "%s: %,d characters, expected at most %d",
                  what,
                  text.length(),
                  LONGEST_LINE));
    }
    return text;
  }

  /**
   * A plain value's text; of a list of plain values their texts joined by commas, as a list is
   * written on the command line.
   *
   * @throws UserError if it is anything else
   */
  default String text(String what) {
    if (this instanceof Value value) {
      return value.text();
    }
    if (this instanceof Items list && list.items().stream().allMatch(Value.class::isInstance)) {
      return list.items().stream().map(item -> item.plain(what)).collect(Collectors.joining(","));
    }
    throw place().error(what + ": expected a plain value or a list");
  }

  /**
   * The parts of a list.
   *
   * @throws UserError if it is none
   */
  default List<YamlNode> items(String what) {
    if (this instanceof Items list) {
      return list.items();
    }
    throw place().error(what + ": expected a list");
  }

  /**
   * Values by name; none where nothing is written.
   *
   * @throws UserError if it is a value or a list
   */
  default Map<String, YamlNode> fields(String what) {
    if (this instanceof Fields named) {
      return named.fields();
    }
    if (this instanceof Value value && value.text().isEmpty()) {
      return Map.of();
    }
    throw place().error(what + ": expected lines of the form 'name: value'");
  }

  /**
   * Values by name, all of them known ones.
   *
   * @throws UserError for an unknown one, with the nearest known one
   */
  default Map<String, YamlNode> fields(String what, List<String> known) {
    Map<String, YamlNode> fields = fields(what);
    fields.forEach(
        (name, node) -> {
          if (!known.contains(name)) {
            throw node.place().error(Config.unknown("key", name, known));
          }
        });
    return fields;
  }
}
