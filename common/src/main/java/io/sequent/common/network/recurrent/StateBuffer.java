package io.sequent.common.network.recurrent;

import org.jspecify.annotations.Nullable;

/**
 * The state that a layer carries from one run to the next. Two buffers take turns, for the backward
 * pass of a run still reads the state that the run started from.
 */
final class StateBuffer {
  private @Nullable RecurrentState last;
  private @Nullable RecurrentState spare;

  /**
   * The state to start from; null before the first run.
   *
   * @param sequences their number; if there are fewer than before, the last ones have ended
   */
  @Nullable RecurrentState first(long sequences) {
    return last == null ? null : last.first(sequences);
  }

  /** Copies the state in which a run has ended. */
  void put(RecurrentState state) {
    RecurrentState kept = spare;
    if (kept == null || !kept.hidden().equalShapes(state.hidden())) {
      kept = state.copy();
    } else {
      kept.hidden().assign(state.hidden());
      if (kept.cell() != null) {
        kept.cell().assign(state.cell());
      }
    }
    spare = last;
    last = kept;
  }
}
