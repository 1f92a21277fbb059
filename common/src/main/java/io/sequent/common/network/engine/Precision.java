package io.sequent.common.network.engine;

import io.sequent.common.UserError;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.dnnl.global.dnnl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which numbers a layer multiplies. Parameters, gradients and all else are floats in any case,
 * and so are the sums of the products.
 */
public enum Precision {
  /** Floats, of 24 significant bits. */
  FLOAT,
  /**
   * Both factors rounded to bfloat16, of 8 significant bits and a float's range: about twice as
   * fast on processors that multiply them. The outputs of recurrent layers, which are factors of
   * the next step, are rounded with them.
   */
  BFLOAT16,
  /** Bfloat16 where kernels and processor have it, else floats. */
  AUTO;

  private static final Logger log = LoggerFactory.getLogger(Precision.class);
  private static final AtomicBoolean absenceLogged = new AtomicBoolean();

  /**
   * Checks that a network of this precision can be trained here.
   *
   * @throws UserError if bfloat16 is asked for, but kernels or processor do not have it
   */
  public void requireHere() {
    if (this == BFLOAT16) {
      problem()
          .ifPresent(
              problem -> {
                throw new UserError(
                    "setting 'precision': bfloat16, but " + problem + ", expected float");
              });
    }
  }

  /** Whether layers of this precision round to bfloat16 here. */
  public boolean rounds() {
    return switch (this) {
      case FLOAT -> false;
      case BFLOAT16 -> hasBfloat16();
      case AUTO -> problem().isEmpty();
    };
  }

  /** Whether bfloat16 is multiplied here. Logs once why not. */
  private static boolean hasBfloat16() {
    Optional<String> problem = problem();
    if (problem.isPresent() && !absenceLogged.getAndSet(true)) {
      log.warn("A model of bfloat16 is computed with floats: {}", problem.get());
    }
    return problem.isEmpty();
  }

  /** Why bfloat16 is not multiplied here, in a few words; empty if it is. */
  public static Optional<String> problem() {
    if (!Kernels.usesOneDnn()) {
      return Optional.of("the kernels are portable, which multiply floats");
    }
    return Processor.MULTIPLIES_BFLOAT16
        ? Optional.empty()
        : Optional.of("this processor has no AVX512-BF16");
  }

  /** Asked once, for every product wants to know. */
  private static final class Processor {
    static final boolean MULTIPLIES_BFLOAT16 =
        (dnnl.dnnl_get_effective_cpu_isa() & dnnl.dnnl_cpu_isa_avx512_core_bf16)
            == dnnl.dnnl_cpu_isa_avx512_core_bf16;
  }
}
