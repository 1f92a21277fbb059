package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.engine.RowLoops;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The rows of an array of floats in one piece, one after the other along its last dimension. */
final class FloatRows {
  private final INDArray array; // A buffer does not keep it from being freed.
  private final FloatBuffer numbers;
  private final int width;

  FloatRows(INDArray array) {
    if (!NativeFloats.inOnePiece(array)) {
      throw new IllegalArgumentException(
          "expected floats in one piece, got " + array.shapeInfoToString());
    }
    this.array = array;
    numbers = NativeFloats.buffer(array);
    width = Math.toIntExact(array.size(array.rank() - 1));
  }

  int count() {
    return Math.toIntExact(array.length() / width);
  }

  /** Does all rows, several parts of them at a time. */
  void parts(RowLoops.Part part) {
    RowLoops.run(count(), width, part);
  }

  /** Does all rows likewise and adds up what the parts give, as many sums as a row has numbers. */
  float[] sums(RowLoops.SummedPart part) {
    return RowLoops.sum(count(), width, width, part);
  }

  /** A new row of zeros. */
  float[] row() {
    return new float[width];
  }

  void read(int row, float[] into) {
    try {
      numbers.get(row * width, into);
    } finally {
      Reference.reachabilityFence(array);
    }
  }

  void write(int row, float[] from) {
    try {
      numbers.put(row * width, from);
    } finally {
      Reference.reachabilityFence(array);
    }
  }
}
