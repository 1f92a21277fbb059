package io.sequent.common.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Measures which share of the machine's processors other processes took: a training's time means
 * little without it.
 */
public final class OtherLoad {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long since = System.nanoTime();
  private double weighted;
  private double seconds;

  /** Begins to measure. */
  public OtherLoad() {
    // Both tell of the time since the call before.
    system.getCpuLoad();
    system.getProcessCpuLoad();
  }

  /** Takes the time since the last call into the mean. */
  public void sample() {
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

  /** The mean share, 0 to 1; null where the system does not tell. */
  public @Nullable Double mean() {
    return seconds == 0 ? null : weighted / seconds;
  }
}
