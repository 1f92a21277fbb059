package io.sequent.common.network.build;

import io.sequent.common.network.engine.NativeThreads;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tiny arrays are computed on one thread: waiting for a second one costs far more than the work.
 */
public final class OneThread implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    NativeThreads.single();
  }
}
