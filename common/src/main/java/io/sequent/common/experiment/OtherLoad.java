package io.sequent.common.experiment;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/**
 * Measures the share of the machine's processors that other processes use: the time of a training
 * means little without it.
 */
final class OtherLoad {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long since = System.nanoTime();
  private double weighted;
  private double seconds;

  /** Begins to measure. */
  OtherLoad() {
    // Both report the load since the previous call.
    system.getCpuLoad();
    system.getProcessCpuLoad();
  }

  /** Adds the time since the last call to the mean. */
  void sample() {
    double all = system.getCpuLoad();
    // Of the whole machine as well, also where this process may use a part of it only.
    double own = system.getProcessCpuLoad();
    long now = System.nanoTime();
    double elapsed = (now - since) / 1e9;
    since = now;
    if (elapsed > 0 && all >= 0 && own >= 0) {
      weighted += elapsed * Math.max(0, all - own);
      seconds += elapsed;
    }
  }

  /** The mean share, 0 to 1; empty where the system does not report it. */
  OptionalDouble mean() {
    return seconds == 0 ? OptionalDouble.empty() : OptionalDouble.of(weighted / seconds);
  }
}
