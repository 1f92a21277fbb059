package io.sequent.common.export.onnx;

/**
 * A size of an input or output.
 *
 * @param name of a size that each call may choose; empty for a fixed one
 * @param size the fixed one; else 0
 */
public record Dimension(String name, long size) {
  /** Examples. */
  public static final Dimension BATCH = named("batch");

  /** Steps of the longest sequence. */
  public static final Dimension TIME = named("time");

  /** A size that each call may choose, the same one wherever the name stands. */
  public static Dimension named(String name) {
    return new Dimension(name, 0);
  }

  /** A fixed size. */
  public static Dimension of(long size) {
    return new Dimension("", size);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? String.valueOf(size) : name;
  }
}
