package io.sequent.common.network.engine;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Properties and variables that ND4J and the native libraries read once, when they are loaded. */
public final class NativeProperties {
  private static final String CPU_BACKEND = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";

  /**
   * How often a thread of OpenMP looks for work before it sleeps, some 10 microseconds. The
   * default, milliseconds, gains trainings nothing and keeps the threads that do work from a core
   * that other programs use too; sleeping at once costs text generation a third of its speed
   * (docs/performance.md).
   */
  private static final String SPINS = "300";

  private static final String SPIN_COUNT = "GOMP_SPINCOUNT";

  /** With one of these, the user has decided how threads wait. */
  private static final Set<String> DECISIONS = Set.of(SPIN_COUNT, "OMP_WAIT_POLICY");

  private static final AtomicBoolean isSet = new AtomicBoolean();

  private NativeProperties() {}

  /** Sets them; must be called before the first array or network. */
  public static void set() {
    if (isSet.getAndSet(true)) {
      return;
    }
    if (Collections.disjoint(System.getenv().keySet(), DECISIONS)) {
      NativeEnvironment.set(SPIN_COUNT, SPINS);
    }
    // Deeplearning4j would write a dump into the working directory when memory runs out.
    System.setProperty("org.deeplearning4j.crash.reporting.enabled", "false");
    // JavaCPP would query the size of the process at every allocation; the limit on memory outside
    // the heap stays.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    // By name, because the class cannot be loaded with another backend.
    if (NativeProperties.class.getClassLoader().getResource(CPU_BACKEND) != null) {
      System.setProperty("opexec", "io.sequent.common.network.engine.KeepingExecutioner");
    }
  }
}
