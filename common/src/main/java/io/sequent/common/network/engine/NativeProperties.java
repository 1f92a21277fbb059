package io.sequent.common.network.engine;

/** System properties that ND4J and the native libraries read once, when they are loaded. */
public final class NativeProperties {
  private static final String CPU_BACKEND = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";

  private NativeProperties() {}

  /** Sets them; must be called before the first array or network. */
  public static void set() {
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
