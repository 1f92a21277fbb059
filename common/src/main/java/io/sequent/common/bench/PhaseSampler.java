package io.sequent.common.bench;

import java.util.EnumMap;
import java.util.Map;

/**
 * Looks, once a millisecond, at what a thread is doing. Shares of the looks are shares of the time,
 * give or take what a look may have to wait for.
 */
final class PhaseSampler implements AutoCloseable {
  private static final long EVERY_MILLIS = 1;

  private final Thread watched;
  private final Thread watcher = new Thread(this::watch, "phase-sampler");
  private final Map<Phase, Integer> looks = new EnumMap<>(Phase.class);
  private volatile boolean closed;

  private PhaseSampler(Thread watched) {
    this.watched = watched;
  }

  /** Watches the calling thread until it is closed. */
  static PhaseSampler start() {
    PhaseSampler sampler = new PhaseSampler(Thread.currentThread());
    sampler.watcher.setDaemon(true);
    sampler.watcher.start();
    return sampler;
  }

  /** The share of each phase that was seen, 0 to 1; call it when closed. */
  Map<Phase, Double> shares() {
    double all = looks.values().stream().mapToInt(Integer::intValue).sum();
    Map<Phase, Double> shares = new EnumMap<>(Phase.class);
    looks.forEach((phase, count) -> shares.put(phase, count / all));
    return shares;
  }

  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (watcher.isAlive()) {
      try {
        watcher.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    while (!closed) {
      try {
        Thread.sleep(EVERY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      looks.merge(Phase.of(watched.getStackTrace()), 1, Integer::sum);
    }
  }
}
