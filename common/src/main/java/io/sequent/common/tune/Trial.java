package io.sequent.common.tune;

/**
 * A proposal and its result, as strategies see it.
 *
 * @param number from 1, in the order in which the trials were proposed
 * @param proposal what is trained
 * @param state its progress
 * @param loss the objective, negated if necessary so that lower is better; infinite for a failed
 *     trial, NaN for one that is under way
 */
record Trial(int number, Proposal proposal, State state, double loss) {
  /** The progress of a trial. */
  enum State {
    /** Not trained to its end yet. */
    UNDER_WAY,
    FINISHED,
    FAILED
  }

  boolean isUnderWay() {
    return state == State.UNDER_WAY;
  }
}
