package io.sequent.common.network.engine;

/** What recurrent and dense layers are computed with. */
public enum KernelChoice {
  /** oneDNN where it can be used, else the portable way. */
  AUTO,
  /** oneDNN, or an error. */
  ONEDNN,
  /** ND4J's operations only. */
  PORTABLE
}
