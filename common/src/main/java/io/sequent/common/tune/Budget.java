package io.sequent.common.tune;

/**
 * The budget of a search, per seed that a trial is trained with.
 *
 * @param trials number of full trainings, however the strategy divides them
 * @param epochs of a full training
 */
record Budget(int trials, int epochs) {
  long allEpochs() {
    return (long) trials * epochs;
  }
}
