package io.sequent.common.tune;

import java.util.List;
import java.util.Optional;

/**
 * A way to search. It has no memory: what comes next follows from the seed and from what it is told
 * of the trials so far. So a search that was killed goes on as if nothing had been, and any number
 * of processes can work on one.
 */
public interface Strategy {
  /**
   * What to train next.
   *
   * @param trials all trials so far, in the order of their proposals; those under way are among
   *     them
   * @return nothing if the search is over, or has to wait for what is under way
   */
  Optional<Proposal> next(List<Trial> trials);

  /** How many epochs the whole search trains at most, of one seed. */
  long epochs();

  /** How many trials the whole search has at most. */
  int trials();

  /**
   * Whether a later trial may go on from where this one ends, so that its state is to be kept.
   *
   * @param trials all trials so far
   */
  default boolean mayGoOn(Trial trial, List<Trial> trials) {
    return false;
  }
}
