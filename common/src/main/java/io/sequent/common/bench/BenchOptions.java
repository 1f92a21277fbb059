package io.sequent.common.bench;

import io.sequent.common.config.Setting;
import io.sequent.common.network.build.NetworkSettings;
import java.util.List;

/** Options of the measurements. */
final class BenchOptions {
  public static final Setting<Comparison> COMPARE =
      Setting.choice(
          "compare", Comparison.NONE, "also time these layers; dl4j: Deeplearning4j's own");
  public static final Setting<List<String>> SHAPE =
      Setting.words("shape", List.of(), "measure only these, such as news-lstm256; empty for all");
  public static final Setting<Integer> REPEATS =
      Setting.integer(
          "repeats",
          0,
          0,
          1_000_000,
          "runs that the median is taken over, 0 for a number that suits each shape");
  public static final Setting<Integer> WARMUP =
      Setting.integer(
          "warmup",
          0,
          0,
          1_000_000,
          "runs before the measured ones, 0 for a number that suits each shape");

  public static final Setting<Boolean> PHASES =
      Setting.flag("phases", false, "report, by sampling, how long each part of a step takes");

  private BenchOptions() {}

  public static List<Setting<?>> all() {
    return List.of(COMPARE, SHAPE, NetworkSettings.PRECISION, REPEATS, WARMUP, PHASES);
  }
}
