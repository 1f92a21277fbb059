package io.sequent.common.network.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What memory there is for networks. */
public final class MachineMemory {
  private MachineMemory() {}

  /**
   * The bytes of the machine, or of the container if that has fewer. JavaCPP's own limit, which is
   * the size of Java's heap, does not count: ND4J does not ask it.
   */
  public static long bytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
