package io.sequent.common.bench;

import java.util.EnumMap;
import java.util.Map;

/**
 * Samples the stack of a thread once a millisecond. Shares of the samples are shares of the time,
 * up to the wait for a safepoint.
 */
final class PhaseSampler implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 1;

  private final Thread watched;
  private final Thread watcher = new Thread(this::watch, "phase-sampler");
  private final Map<Phase, Integer> samples = new EnumMap<>(Phase.class);
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

  /** The share of each sampled phase, 0..1; to be called after closing. */
  Map<Phase, Double> shares() {
    double all = samples.values().stream().mapToInt(Integer::intValue).sum();
    Map<Phase, Double> shares = new EnumMap<>(Phase.class);
    samples.forEach((phase, count) -> shares.put(phase, count / all));
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
        Thread.sleep(INTERVAL_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      samples.merge(Phase.of(watched.getStackTrace()), 1, Integer::sum);
    }
  }
}
