package io.sequent.common.tune;

/**
 * A proposal and what became of it, as strategies see it.
 *
 * @param number from 1, in the order in which the trials were proposed
 * @param proposal what is trained
 * @param state how far it is
 * @param loss the objective, turned so that less is better; infinite for a failed trial, NaN for
 *     one that is under way
 */
public record Trial(int number, Proposal proposal, State state, double loss) {
  /** How far a trial is. */
  public enum State {
    /** Not trained to its end yet. */
    UNDER_WAY,
    FINISHED,
    FAILED
  }

  boolean isUnderWay() {
    return state == State.UNDER_WAY;
  }
}
