package io.sequent.common.network.pretrain;

import io.sequent.common.config.Setting;
import java.util.List;

/** Settings of {@link SkipGram}. */
public final class SkipGramSettings {
  public static final Setting<Integer> PASSES =
      Setting.integer(
              "skip-gram-passes",
              0,
              0,
              1000,
              "passes over the training examples that teach the vectors of tokens which stand"
                  + " together, before any label is seen; 0 for random vectors")
          .comparedAt("0", "5", "10");
  public static final Setting<Integer> WINDOW =
      Setting.integer(
              "skip-gram-window", 5, 1, 100, "tokens to either side that stand together with one")
          .comparedAt("2", "5", "10");

  private SkipGramSettings() {}

  public static List<Setting<?>> all() {
    return List.of(PASSES, WINDOW);
  }
}
