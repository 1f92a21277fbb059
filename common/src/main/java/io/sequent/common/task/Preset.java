package io.sequent.common.task;

import io.sequent.common.config.Config;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A named set of a task's settings.
 *
 * @param name what it is asked for by, such as {@code recipe}
 * @param when the settings of a call for which it is the default preset, name to value; empty for a
 *     preset that has to be asked for
 * @param values setting name to value as a user writes it, in the order of presentation
 */
public record Preset(String name, Map<String, String> when, Map<String, String> values) {
  public Preset {
    when = Map.copyOf(when);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Whether the settings of a call make this the default preset. */
  boolean fits(Map<String, String> given) {
    return !when.isEmpty() && given.entrySet().containsAll(when.entrySet());
  }

  /** One line for the user: {@code preset fast: hidden=64, epochs=2}. */
  public String describe() {
    String settings =
        values.entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue())
            .collect(Collectors.joining(", "));
    return "preset " + name + (settings.isEmpty() ? "" : ": " + settings);
  }

  /** The same with those values alone that a call has from this preset and not by default. */
  public String describe(Config defaults, Config ofCall) {
    Map<String, String> usual = defaults.asText();
    Map<String, String> own = defaults.with(values, name).asText();
    Map<String, String> chosen = ofCall.asText();
    Map<String, String> left = new LinkedHashMap<>(values);
    left.keySet()
        .removeIf(
            setting ->
                String.valueOf(own.get(setting)).equals(usual.get(setting))
                    || !String.valueOf(own.get(setting)).equals(chosen.get(setting)));
    return new Preset(name, when, left).describe();
  }
}
