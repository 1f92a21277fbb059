package io.sequent.common.text;

import io.sequent.common.config.Config;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pipelines from settings as a user writes them. */
final class Pipelines {
  private Pipelines() {}

  /**
   * A pipeline with some settings that are not at their defaults.
   *
   * @param settings each {@code name=value}
   */
  static TextPipeline of(String... settings) {
    Map<String, String> values =
        Stream.of(settings)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return TextPipeline.from(Config.defaults(TextPipeline.settings()).with(values, ""));
  }

  /** The words that such a pipeline makes of a text. */
  static List<String> words(String text, String... settings) {
    return of(settings).words(text);
  }
}
