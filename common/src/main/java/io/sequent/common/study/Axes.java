package io.sequent.common.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Combinations of the values of several settings. An axis is a setting with its values. */
final class Axes {
  private static final Pattern WORD = Pattern.compile("(?i)(?!(?:true|false|yes|no)$)[a-z].*");

  private Axes() {}

  /** Every combination of one value of each axis, the first axis changing slowest. */
  static List<Map<String, String>> product(Map<String, List<String>> axes) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : axis.getValue()) {
          Map<String, String> with = new LinkedHashMap<>(combination);
          with.put(axis.getKey(), value);
          longer.add(with);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /** A row for every combination, as {@link StudyRow#combinations} says. */
  static List<StudyRow> rows(Map<String, List<String>> axes) {
    return product(axes).stream()
        .map(
            values ->
                new StudyRow(
                    values.entrySet().stream()
                        .map(value -> words(axes, value.getKey()) ? value.getValue() : text(value))
                        .collect(Collectors.joining(", ")),
                    values,
                    Map.of(),
                    ""))
        .toList();
  }

  private static boolean words(Map<String, List<String>> axes, String name) {
    return axes.getOrDefault(name, List.of()).stream().allMatch(v -> WORD.matcher(v).matches());
  }

  /** Settings with their values, such as {@code hidden=64, layers=2}. */
  static String label(Map<String, String> values) {
    return values.entrySet().stream().map(Axes::text).collect(Collectors.joining(", "));
  }

  private static String text(Map.Entry<String, String> value) {
    return value.getKey() + "=" + value.getValue();
  }

  /** A copy that keeps the order. */
  static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
