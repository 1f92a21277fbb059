package io.sequent.common.tune;

import io.sequent.common.config.Config;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dependencies between searched settings. */
final class Conditions {
  private final Map<String, Dimension> dimensions;
  private final Map<String, String> base;

  /** Settings that are being ordered, each a condition of the previous one. */
  private final Set<String> path = new LinkedHashSet<>();

  private final Map<String, Dimension> ordered = new LinkedHashMap<>();

  /**
   * @param dimensions by the setting's name, in the order of the file
   * @param base settings that can be conditions too
   */
  Conditions(Map<String, Dimension> dimensions, Map<String, String> base) {
    this.dimensions = dimensions;
    this.base = base;
  }

  /**
   * The settings, each after those that it depends on.
   *
   * @throws io.sequent.common.UserError if one depends on itself, on a setting that is neither
   *     searched nor in the base, or on a value that never occurs
   */
  List<Dimension> ordered() {
    dimensions.values().forEach(this::add);
    return List.copyOf(ordered.values());
  }

  private void add(Dimension dimension) {
    if (ordered.containsKey(dimension.name())) {
      return;
    }
    if (!path.add(dimension.name())) {
      throw dimension.place().error("when: conditions form a cycle: " + String.join(", ", path));
    }
    dimension.when().forEach((setting, values) -> require(dimension, setting, values));
    path.remove(dimension.name());
    ordered.put(dimension.name(), dimension);
  }

  private void require(Dimension dimension, String setting, List<String> values) {
    Dimension other = dimensions.get(setting);
    if (other == null && !base.containsKey(setting)) {
      List<String> known = new ArrayList<>(dimensions.keySet());
      known.addAll(base.keySet());
      throw dimension
          .place()
          .error("when: not in space or base: " + Config.unknown("setting", setting, known));
    }
    if (other != null) {
      requirePossible(dimension, other, values);
      add(other);
    }
  }

  private static void requirePossible(Dimension dimension, Dimension other, List<String> values) {
    if (other.domain() instanceof Choices choices) {
      for (String value : values) {
        if (!choices.values().contains(value)) {
          throw dimension
              .place()
              .error(
                  "when: '%s' is never '%s', expected %s"
                      .formatted(other.name(), value, choices.describe()));
        }
      }
    }
  }
}
