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
              "passes of skip-gram pretraining over the training examples, without their labels;"
                  + " 0 starts from random vectors")
          .comparedAt("0", "5", "10");
  public static final Setting<Integer> WINDOW =
      Setting.integer(
              "skip-gram-window",
              5,
              1,
              100,
              "context of skip-gram pretraining: tokens to either side")
          .comparedAt("2", "5", "10");

  private SkipGramSettings() {}

  public static List<Setting<?>> all() {
    return List.of(PASSES, WINDOW);
  }
}
