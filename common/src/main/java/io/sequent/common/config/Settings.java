package io.sequent.common.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Composes lists of settings. */
public final class Settings {
  private Settings() {}

  /**
   * Joins groups of settings, in order.
   *
   * @param groups the groups of the task
   * @param adapted settings of the groups with defaults of the task's own; they keep their place
   * @throws IllegalArgumentException if an adapted setting is in no group
   */
  public static List<Setting<?>> join(List<List<Setting<?>>> groups, Setting<?>... adapted) {
    List<Setting<?>> settings = new ArrayList<>(groups.stream().flatMap(List::stream).toList());
    for (Setting<?> setting : adapted) {
      int place = settings.indexOf(setting);
      if (place < 0) {
        throw new IllegalArgumentException(
            "no setting " + setting + " to adapt among " + Arrays.toString(settings.toArray()));
      }
      settings.set(place, setting);
    }
    return List.copyOf(settings);
  }
}
