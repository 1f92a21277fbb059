package io.sequent.common.study.run;

import io.sequent.common.UserError;
import io.sequent.common.network.engine.NativeThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that train at the same time and share the cores. */
public final class Workers {
  private Workers() {}

  /** One piece of work. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /**
   * Does some pieces of work, in the calling thread if it is one at a time.
   *
   * @param parallel how many at the same time
   * @throws UserError as the first of them does that fails
   */
  public static void run(int parallel, List<Work> pieces) throws IOException {
    if (parallel == 1) {
      for (Work piece : pieces) {
        piece.run();
      }
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (Work piece : pieces) {
        futures.add(
            workers.submit(
                () -> {
                  NativeThreads.arrange(parallel);
                  piece.run();
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UserError mistake) {
        throw mistake;
      }
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the work was interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }
}
