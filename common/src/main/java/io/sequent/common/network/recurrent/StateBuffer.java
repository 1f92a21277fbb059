package io.sequent.common.network.recurrent;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The state that a layer carries from one run to the next. There are two, taken in turn: the
 * backward pass of a run still reads the one that the run started from.
 */
final class StateBuffer {
  private @Nullable RecurrentState last;
  private @Nullable RecurrentState spare;

  /**
   * The state to start from; null before the first run.
   *
   * @param sequences how many there are; if fewer than before, the last of those have ended
   */
  @Nullable RecurrentState first(long sequences) {
    return last == null ? null : last.first(sequences);
  }

  /** Copies the state in which a run has ended. */
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  void put(RecurrentState state) {
    RecurrentState kept = spare;
    if (kept == null || !kept.hidden().equalShapes(state.hidden())) {
      try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        INDArray cell = state.cell();
        kept = new RecurrentState(state.hidden().dup('c'), cell == null ? null : cell.dup('c'));
      }
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
