package io.sequent.common.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A search space.
 *
 * @param name the file's
 * @param title the head of the report
 * @param objective the validation metric to optimise; empty for the task's own
 * @param base settings of every trial that differ from the task's defaults, setting name to value
 * @param dimensions the settings in which trials differ, each after those that it depends on
 */
record Space(
    String name,
    String title,
    String objective,
    Map<String, String> base,
    List<Dimension> dimensions) {
  Space {
    base = Collections.unmodifiableMap(new LinkedHashMap<>(base));
    dimensions = List.copyOf(dimensions);
  }

  /**
   * A configuration: a value for each setting that is searched, given those of the others.
   *
   * @param choose gives the value of a setting; asked in the order of {@link #dimensions}
   */
  Map<String, String> values(Function<Dimension, String> choose) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Dimension dimension : dimensions) {
      if (isSearched(dimension, values)) {
        values.put(dimension.name(), choose.apply(dimension));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  /**
   * Whether a setting is searched.
   *
   * @param values of the settings that it depends on; a setting that is neither there nor in the
   *     base is itself not searched
   */
  boolean isSearched(Dimension dimension, Map<String, String> values) {
    return dimension.when().entrySet().stream()
        .allMatch(
            condition -> {
              String name = condition.getKey();
              String value = dimension(name).isPresent() ? values.get(name) : base.get(name);
              return value != null && condition.getValue().contains(value);
            });
  }

  /** The searched setting of a name. */
  Optional<Dimension> dimension(String name) {
    return dimensions.stream().filter(dimension -> dimension.name().equals(name)).findFirst();
  }

  /** Whether a setting of that name is searched. */
  boolean searches(String setting) {
    return dimension(setting).isPresent();
  }

  /** The same space with another objective and some values of the base changed. */
  Space with(String metric, Map<String, String> changes) {
    Map<String, String> changed = new LinkedHashMap<>(base);
    changed.putAll(changes);
    return new Space(name, title, metric, changed, dimensions);
  }
}
