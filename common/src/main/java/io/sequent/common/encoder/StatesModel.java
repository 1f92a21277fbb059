package io.sequent.common.encoder;

import java.util.List;

/** Gives texts the states of an encoder. Used by one thread at a time. */
public interface StatesModel {
  /**
   * The states of texts that are encoded together.
   *
   * @param texts word pieces of each, at least one
   * @return of each text its states, [width, pieces] in order c
   */
  List<float[]> states(List<int[]> texts);
}
