package io.sequent.common.tune;

/** The search strategies. */
enum StrategyKind {
  /** No search: the settings of the base, as a baseline. */
  DEFAULT,
  /** Every combination of the values. */
  GRID,
  /** Values drawn at random. */
  RANDOM,
  /** Many short trainings, the best of which continue. */
  HYPERBAND,
  /** The most promising values, given the trials so far. */
  BAYES
}
