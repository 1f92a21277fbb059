package io.sequent.common.study.engine;

import io.sequent.common.UserError;
import java.io.IOException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that hand out trainings to an engine, as many as it has room for. */
public final class Workers {
  private static final int MILLIS_BETWEEN_LOOKS = 200;

  private Workers() {}

  /** The work of one thread. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /**
   * Does some work in several threads, more of them when the engine gets more room.
   *
   * @param work of each thread, until nothing is left to begin
   * @throws UserError as the first of them does that fails
   */
  public static void run(TrainingEngine engine, Work work) throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    CompletionService<Void> working = new ExecutorCompletionService<>(threads);
    try {
      int running = 0;
      boolean ending = false;
      while (running > 0 || !ending) {
        for (; !ending && running < engine.capacity(); running++) {
          working.submit(
              () -> {
                work.run();
                return null;
              });
        }
        Future<Void> ended = working.poll(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        if (ended != null) {
          ended.get();
          running--;
          ending = true;
        }
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
      threads.shutdownNow();
    }
  }
}
