package io.sequent.common.network;

import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Tiny arrays are computed on one thread: waiting for a second one costs far more than the work.
 */
public final class OneThread implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    Nd4j.scalar(0); // The backend comes first.
    openblas.blas_set_num_threads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }
}
