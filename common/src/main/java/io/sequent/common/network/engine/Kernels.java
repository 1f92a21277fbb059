package io.sequent.common.network.engine;

import io.sequent.common.UserError;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which kernels the networks of this JVM are computed with. It is a matter of the machine, not of
 * the model: a model that was trained with the one is used with the other.
 */
public final class Kernels {
  private static final Logger log = LoggerFactory.getLogger(Kernels.class);
  private static final AtomicBoolean fallbackTold = new AtomicBoolean();
  private static volatile KernelChoice choice = KernelChoice.AUTO;

  private Kernels() {}

  /**
   * Chooses for all layers from now on.
   *
   * @throws UserError if oneDNN is asked for and cannot be used here
   */
  public static void use(KernelChoice wanted) {
    if (wanted == KernelChoice.ONEDNN && !OneDnn.available()) {
      throw new UserError("kernel onednn cannot be used here: " + OneDnn.problem().orElse(""));
    }
    choice = wanted;
  }

  /** Whether floats are computed on oneDNN. Says once why not, unless that was the user's wish. */
  public static boolean usesOneDnn() {
    if (choice == KernelChoice.PORTABLE) {
      return false;
    }
    if (OneDnn.available()) {
      return true;
    }
    if (!fallbackTold.getAndSet(true)) {
      log.warn("Using the portable kernels, slower than oneDNN: {}", OneDnn.problem().orElse(""));
    }
    return false;
  }

  /** The kernels in use, in a few words. */
  public static String describe() {
    if (choice == KernelChoice.PORTABLE) {
      return "portable, as asked for";
    }
    return OneDnn.problem()
        .map(problem -> "portable, for oneDNN cannot be used: " + problem)
        .orElseGet(() -> "oneDNN " + OneDnn.version());
  }
}
