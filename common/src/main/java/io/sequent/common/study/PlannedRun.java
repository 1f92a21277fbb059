package io.sequent.common.study;

import io.sequent.common.config.Config;

/**
 * One training of a study.
 *
 * @param row the name of the row that it belongs to
 * @param variant which of the row's variants it is, {@link StudyRow.Variant#label}
 * @param seed its seed, which {@code config} holds too
 * @param config all its settings
 */
public record PlannedRun(String row, String variant, long seed, Config config) {
  /** For people: row, variant where there are several, seed. */
  public String name() {
    return row + (variant.isEmpty() ? "" : ", " + variant) + ", seed " + seed;
  }
}
