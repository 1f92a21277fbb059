package io.sequent.common.export.onnx;

/**
 * A tensor of a graph.
 *
 * @param name unique in the graph
 */
public record Value(String name) {
  /** In the place of an optional input that is left out. */
  public static final Value NONE = new Value("");
}
