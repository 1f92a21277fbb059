package io.sequent.common.export.onnx;

/** The type of a tensor's numbers. */
public enum ElementType {
  FLOAT(1),
  INT32(6),
  INT64(7),
  BOOL(9),
  DOUBLE(11);

  private final int code;

  ElementType(int code) {
    this.code = code;
  }

  /** The number that stands for it in a file. */
  int code() {
    return code;
  }
}
