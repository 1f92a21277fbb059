package io.sequent.common.serve;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * Work that waits for a model.
 *
 * @param work what is to be predicted
 * @param outcomes of its sources, in order; completed with a {@link Refusal} where there are none.
 *     Once it is completed by somebody else, nobody needs them any more
 * @param characters gets each character (code point) that is generated
 */
record Job(Work<?, ?> work, CompletableFuture<List<Outcome>> outcomes, IntConsumer characters) {
  /** One that nobody watches. */
  static Job of(Work<?, ?> work) {
    return new Job(work, new CompletableFuture<>(), character -> {});
  }

  /** Whether nobody waits for the outcomes any more. */
  boolean isOver() {
    return outcomes.isDone();
  }
}
