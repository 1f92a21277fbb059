package io.sequent.common.network.engine;

import io.sequent.common.UserError;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects the kernels that compute the networks of this JVM. They depend on the machine, not on the
 * model: a model trained with one kernel can be used with the other.
 */
public final class Kernels {
  private static final Logger log = LoggerFactory.getLogger(Kernels.class);
  private static final AtomicBoolean fallbackLogged = new AtomicBoolean();
  private static volatile KernelChoice choice = KernelChoice.AUTO;

  private Kernels() {}

  /**
   * Selects the kernels of all layers from now on.
   *
   * @throws UserError if oneDNN is requested but unavailable
   */
  public static void use(KernelChoice wanted) {
    if (wanted == KernelChoice.ONEDNN && !OneDnn.available()) {
      throw new UserError("kernel onednn is not available here: " + OneDnn.problem().orElse(""));
    }
    choice = wanted;
  }

  /** Whether floats are computed on oneDNN. Logs once why not, unless the user chose so. */
  public static boolean usesOneDnn() {
    if (choice == KernelChoice.PORTABLE) {
      return false;
    }
    if (OneDnn.available()) {
      return true;
    }
    if (!fallbackLogged.getAndSet(true)) {
      log.warn(
          "Using the portable kernels, which are slower than oneDNN: {}",
          OneDnn.problem().orElse(""));
    }
    return false;
  }

  /** A short description of the kernels in use. */
  public static String describe() {
    if (choice == KernelChoice.PORTABLE) {
      return "portable, as asked for";
    }
    return OneDnn.problem()
        .map(problem -> "portable, for oneDNN cannot be used: " + problem)
        .orElseGet(
            () ->
                "oneDNN "
                    + OneDnn.version()
                    + (Precision.problem().isEmpty() ? " with bfloat16" : ""));
  }

  /** The kernels that compute recurrent and dense layers. */
  public enum KernelChoice {
    /** oneDNN where it is available, otherwise the portable kernels. */
    AUTO,
    /** oneDNN, or an error. */
    ONEDNN,
    /** ND4J operations only. */
    PORTABLE
  }
}
