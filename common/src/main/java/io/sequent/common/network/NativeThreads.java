package io.sequent.common.network;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Shares the cores between the native libraries. Left alone, ND4J's OpenMP workers spin while they
 * wait and take the cores from OpenBLAS, whose matrix products are most of the work; on a busy
 * machine that made a training ten times slower. So the products get all cores, and ND4J's loops
 * over elements stay on the calling thread.
 */
public final class NativeThreads {
  private NativeThreads() {}

  /** Arranges the threads for networks that the calling thread trains or uses. */
  public static void arrange() {
    use(Runtime.getRuntime().availableProcessors());
  }

  /** One thread for everything: for arrays so small that waiting costs more than the work. */
  public static void single() {
    use(1);
  }

  private static void use(int threads) {
    Nd4j.factory().blas().setMaxThreads(threads); // The backend comes first.
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }
}
