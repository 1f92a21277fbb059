package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataSource;
import java.util.List;

/** A task with columns class, title, description. */
final class Topics extends TextClassification {
  Topics() {
    super(
        "topics",
        "classify topics",
        new DataSource("topics", List.of("train*.csv"), (downloads, folder) -> {}));
  }

  @Override
  protected TextFormat format(Config config) {
    return TextFormat.divided(new TextColumns("1", List.of("2", "3")), List.of());
  }

  /** Plain defaults. */
  @Override
  protected List<Setting<?>> defaults() {
    return List.of();
  }
}
