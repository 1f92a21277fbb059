package io.sequent.common.bench;

import io.sequent.common.config.Setting;
import java.util.List;

/** What can be said about a measurement. */
public final class BenchOptions {
  public static final Setting<Comparison> COMPARE =
      Setting.choice(
          "compare", Comparison.NONE, "time these layers beside ours; dl4j: Deeplearning4j's own");
  public static final Setting<List<String>> SHAPE =
      Setting.words("shape", List.of(), "measure these alone, such as news-lstm256; empty for all");
  public static final Setting<Integer> REPEATS =
      Setting.integer(
          "repeats",
          0,
          0,
          1_000_000,
          "how many runs the median is taken of, 0 for what suits each shape");
  public static final Setting<Integer> WARMUP =
      Setting.integer(
          "warmup", 0, 0, 1_000_000, "runs before those that count, 0 for what suits each shape");

  public static final Setting<Boolean> PHASES =
      Setting.flag("phases", false, "tell, by sampling, what part of a step takes how long");

  private BenchOptions() {}

  public static List<Setting<?>> all() {
    return List.of(COMPARE, SHAPE, REPEATS, WARMUP, PHASES);
  }
}
