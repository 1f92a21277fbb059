package io.sequent.common.tune;

import java.util.List;
import java.util.Optional;

/**
 * A search strategy. It is stateless: what comes next follows from the seed and the trials so far.
 * So a search that was killed resumes as if nothing had happened, and any number of processes can
 * work on one.
 */
interface Strategy {
  /**
   * The trial to train next.
   *
   * @param trials all trials so far, in the order of their proposals, including those under way
   * @return empty if the search is over, or has to wait for trials under way
   */
  Optional<Proposal> next(List<Trial> trials);

  /** The largest number of epochs of the whole search, for one seed. */
  long epochs();

  /** The largest number of trials of the whole search. */
  int trials();

  /**
   * Whether a later trial may continue this one, so that its checkpoint has to be kept.
   *
   * @param trials all trials so far
   */
  default boolean mayContinue(Trial trial, List<Trial> trials) {
    return false;
  }
}
