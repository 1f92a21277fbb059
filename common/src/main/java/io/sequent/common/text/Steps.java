package io.sequent.common.text;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A sequence of steps.
 *
 * @param <T> the type that they change: a text, or its words
 */
final class Steps<T> {
  private final Config config;
  private final List<Step<T>> steps = new ArrayList<>();

  Steps(Config config) {
    this.config = config;
  }

  /**
   * Adds the step of a setting, unless the setting turns it off.
   *
   * @param off the value that turns the step off
   * @param change the step of any other value, thread-safe
   */
  <V> Steps<T> add(Setting<V> setting, V off, Function<V, UnaryOperator<T>> change) {
    V value = config.get(setting);
    if (!value.equals(off)) {
      steps.add(new Step<>(setting, change.apply(value)));
    }
    return this;
  }

  T apply(T input) {
    T current = input;
    for (Step<T> step : steps) {
      current = step.change().apply(current);
    }
    return current;
  }

  /**
   * As {@link #apply(Object)}.
   *
   * @param watcher gets the output of each step
   */
  T apply(T input, BiConsumer<Setting<?>, T> watcher) {
    T current = input;
    for (Step<T> step : steps) {
      current = step.change().apply(current);
      watcher.accept(step.setting(), current);
    }
    return current;
  }

  private record Step<T>(Setting<?> setting, UnaryOperator<T> change) {}
}
