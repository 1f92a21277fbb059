package io.sequent.common.network.engine;

/** System properties that ND4J and the native libraries read once, when they are loaded. */
public final class NativeProperties {
  private static final String CPU_BACKEND = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";

  private NativeProperties() {}

  /** Sets them; to be called before the first array or network. */
  public static void set() {
    // Deeplearning4j would write a dump into the working folder when memory runs out.
    System.setProperty("org.deeplearning4j.crash.reporting.enabled", "false");
    // JavaCPP would ask the system for the process's size at every allocation; the limit on what
    // lies outside the heap stays.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    // By name, for with another backend the class cannot be loaded.
    if (NativeProperties.class.getClassLoader().getResource(CPU_BACKEND) != null) {
      System.setProperty("opexec", "io.sequent.common.network.engine.KeepingExecutioner");
    }
  }
}
