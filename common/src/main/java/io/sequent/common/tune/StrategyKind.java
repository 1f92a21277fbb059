package io.sequent.common.tune;

/** The ways to search. */
public enum StrategyKind {
  /** No search: the settings as they are, which a search has to beat. */
  DEFAULT,
  /** Every combination of the values. */
  GRID,
  /** Values drawn at random. */
  RANDOM,
  /** Many short trainings, the best of which go on. */
  HYPERBAND,
  /** Values that promise most after the trials so far. */
  BAYES
}
