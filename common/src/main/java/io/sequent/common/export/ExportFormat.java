package io.sequent.common.export;

/** The forms in which models are exported. */
public enum ExportFormat {
  /** A graph of operators, for ONNX Runtime and other programs. */
  ONNX
}
