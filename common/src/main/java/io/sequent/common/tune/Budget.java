package io.sequent.common.tune;

/**
 * What a search may spend, of each seed that a trial is trained with.
 *
 * @param trials so many full trainings, however a strategy divides them
 * @param epochs of a full training
 */
record Budget(int trials, int epochs) {
  long allEpochs() {
    return (long) trials * epochs;
  }
}
