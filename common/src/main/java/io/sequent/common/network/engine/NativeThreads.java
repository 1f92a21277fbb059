package io.sequent.common.network.engine;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Divides the cores among the native libraries; no environment variable is needed. By default the
 * workers of ND4J's OpenMP loops, of OpenBLAS and of oneDNN spin while they wait and take the cores
 * from one another; on a busy machine that made training ten times slower. So the library that does
 * most of the work gets all cores, and the others stay on the calling thread.
 */
public final class NativeThreads {
  private NativeThreads() {}

  /**
   * Sets the threads for networks of our layers that the calling thread trains or uses. oneDNN
   * shares its workers with ND4J's loops, so only OpenBLAS is restricted.
   */
  public static void arrange() {
    arrange(1);
  }

  /**
   * The same for one of several threads that train at the same time.
   *
   * @param trainings their number; each gets its share of the cores, at least one
   */
  public static void arrange(int trainings) {
    if (Kernels.usesOneDnn()) {
      use(1, Math.max(1, Runtime.getRuntime().availableProcessors() / trainings));
    } else {
      arrangeForNd4j();
    }
  }

  /** Sets the threads for networks that are computed only by ND4J. */
  public static void arrangeForNd4j() {
    use(Runtime.getRuntime().availableProcessors(), 1);
  }

  /**
   * One thread for everything: for arrays so small that synchronisation would cost more than the
   * computation.
   */
  public static void single() {
    use(1, 1);
  }

  private static void use(int blas, int openMp) {
    Nd4j.factory().blas().setMaxThreads(blas); // The backend comes first.
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(openMp);
  }
}
