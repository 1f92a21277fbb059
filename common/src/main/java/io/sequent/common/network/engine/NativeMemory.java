package io.sequent.common.network.engine;

import java.lang.reflect.Method;
import org.bytedeco.javacpp.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory of arrays outside of Java's heap. */
public final class NativeMemory {
  private static final Logger log = LoggerFactory.getLogger(NativeMemory.class);

  private NativeMemory() {}

  /**
   * Gives freed memory back to the operating system, in some milliseconds. The C library keeps it
   * for each thread that allocated it; in a process that trains again and again it grew to three
   * times what was in use. JavaCPP can do it, but does so only when memory is short.
   */
  public static void trim() {
    try {
      Method trim = Pointer.class.getDeclaredMethod("trimMemory");
      trim.setAccessible(true);
      trim.invoke(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("Freed memory is not given back", e); // Another version of JavaCPP.
    }
  }
}
