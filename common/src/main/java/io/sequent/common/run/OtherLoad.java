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
  private long ownSince = system.getProcessCpuTime();
  private double weighted;
  private double seconds;

  /** Begins to measure. */
  public OtherLoad() {
    system.getCpuLoad(); // Its answer is about the time since the call before.
  }

  /** Takes the time since the last call into the mean. */
  public void sample() {
    double all = system.getCpuLoad();
    long now = System.nanoTime();
    long own = system.getProcessCpuTime();
    double elapsed = (now - since) / 1e9;
    double ownShare =
        (own - ownSince) / 1e9 / (elapsed * Runtime.getRuntime().availableProcessors());
    since = now;
    ownSince = own;
    if (elapsed > 0 && all >= 0 && Double.isFinite(ownShare)) {
      weighted += elapsed * Math.min(1, Math.max(0, all - ownShare));
      seconds += elapsed;
    }
  }

  /** The mean share, 0 to 1; null where the system does not tell. */
  public @Nullable Double mean() {
    return seconds == 0 ? null : weighted / seconds;
  }
}
