package io.sequent.common.config;

/** Settings that every part of a run reads. */
public final class CommonSettings {
  // Zero is left out: parts of Deeplearning4j take it as "no seed".
  public static final Setting<Long> SEED =
      Setting.whole(
          "seed",
          42,
          1,
          Long.MAX_VALUE,
          "seed of the weights, the shuffling and the dropout; same seed, same result");

  private CommonSettings() {}
}
