package io.sequent.common.network.engine;

/** The kernels that compute recurrent and dense layers. */
public enum KernelChoice {
  /** oneDNN where it is available, otherwise the portable kernels. */
  AUTO,
  /** oneDNN, or an error. */
  ONEDNN,
  /** ND4J operations only. */
  PORTABLE
}
