package io.sequent.common.tune;

import io.sequent.common.config.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A setting that is searched.
 *
 * @param name the setting's name
 * @param domain its values
 * @param when setting name to values: it is searched only where each of these settings has one of
 *     its values; empty for always
 * @param place its position in the file
 */
record Dimension(String name, Domain domain, Map<String, List<String>> when, YamlNode.Place place) {
  Dimension {
    when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
  }

  /** A description of its values and its condition; it is part of {@link Search#key}. */
  String describe() {
    String condition =
        when.entrySet().stream()
            .map(c -> c.getKey() + " is " + String.join(" or ", c.getValue()))
            .collect(Collectors.joining(" and "));
    return domain.describe() + (condition.isEmpty() ? "" : ", where " + condition);
  }
}
