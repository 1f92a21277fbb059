package io.sequent.common.network.layer;

import io.sequent.common.network.engine.Precision;

/** The configuration of a layer that multiplies matrices in a precision of choice. */
public interface HasPrecision {
  /** In which numbers the layer multiplies; floats unless set. */
  Precision getPrecision();

  void setPrecision(Precision precision);
}
