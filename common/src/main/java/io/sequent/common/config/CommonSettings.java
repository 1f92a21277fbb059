package io.sequent.common.config;

/** Settings that every part of a run reads. */
public final class CommonSettings {
  // Zero is left out: parts of Deeplearning4j read it as "no seed".
  public static final Setting<Long> SEED =
      Setting.whole(
          "seed",
          42,
          1,
          Long.MAX_VALUE,
          "seed of weights, shuffling and dropout; the same seed gives the same result");

  private CommonSettings() {}
}
