package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.data.DataSource;
import java.util.List;

/** A task with columns class, title, description. */
final class Topics extends TextClassification {
  @Override
  public String name() {
    return "topics";
  }

  @Override
  public String summary() {
    return "tell topics";
  }

  @Override
  public DataSource source() {
    throw new UnsupportedOperationException();
  }

  @Override
  protected TextFormat format(Config config) {
    return TextFormat.divided(new TextColumns("1", List.of("2", "3")), List.of());
  }

  @Override
  protected List<Setting<?>> adapted() {
    return List.of();
  }
}
