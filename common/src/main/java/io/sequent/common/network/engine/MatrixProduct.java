package io.sequent.common.network.engine;

import java.lang.ref.Reference;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products of matrices: on oneDNN for floats on a CPU, where it is several times as fast as ND4J
 * with one BLAS thread, otherwise on ND4J.
 */
public final class MatrixProduct {
  /** Of the numbers as they are. */
  public static final MatrixProduct FLOAT = new MatrixProduct(false);

  private static final MatrixProduct BFLOAT16 = new MatrixProduct(true);

  private final boolean rounds;

  private MatrixProduct(boolean rounds) {
    this.rounds = rounds;
  }

  /**
   * Products of a precision; of the numbers as they are for doubles, and where oneDNN or the
   * processor's instructions for bfloat16 are missing.
   */
  public static MatrixProduct of(Precision precision) {
    return precision.rounds() ? BFLOAT16 : FLOAT;
  }

  /**
   * {@code result = a b}. Transposed operands are passed as {@code x.transpose()}.
   *
   * @param a shape [rows, inner]
   * @param b shape [inner, columns]
   * @param result is overwritten, shape [rows, columns]
   */
  public void multiply(INDArray a, INDArray b, INDArray result) {
    if (suitsOneDnn(a, b, result)) {
      oneDnn(a, b, result, 0);
    } else if (result.isView()) {
      result.assign(a.mmul(b)); // ND4J's product cannot write into a view.
    } else {
      Nd4j.gemm(a, b, result, false, false, 1, 0);
    }
  }

  /** {@code result = result + a b}, with shapes as above. */
  public void add(INDArray a, INDArray b, INDArray result) {
    if (suitsOneDnn(a, b, result)) {
      oneDnn(a, b, result, 1);
    } else {
      result.addi(a.mmul(b));
    }
  }

  private static boolean suitsOneDnn(INDArray a, INDArray b, INDArray result) {
    return inOnePieceByRowsOrColumns(a, b, result)
        && NativeFloats.suit(result)
        && Kernels.usesOneDnn();
  }

  private void oneDnn(INDArray a, INDArray b, INDArray result, float keep) {
    if (result.stride(1) != 1) {
      oneDnn(b.transpose(), a.transpose(), result.transpose(), keep);
    } else if (rounds) {
      Bfloat16Product.rowMajor(a, b, result, keep);
    } else {
      rowMajor(a, b, result, keep);
    }
  }

  /**
   * @param keep factor of the result before the product is added: 0 or 1
   */
  private static void rowMajor(INDArray a, INDArray b, INDArray result, float keep) {
    int status;
    try {
      Operand left = Operand.of(a);
      Operand right = Operand.of(b);
      status =
          dnnl.dnnl_sgemm(
              left.form,
              right.form,
              a.size(0),
              b.size(1),
              a.size(1),
              1,
              left.numbers,
              left.stride,
              right.numbers,
              right.stride,
              keep,
              new FloatPointer(NativeFloats.pointer(result)),
              MatrixLayout.of(result).stride());
    } finally {
      // Pointers do not keep the arrays from being freed.
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
      Reference.reachabilityFence(result);
    }
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "oneDNN's product of [%d, %d] and [%d, %d] failed with status %d"
              .formatted(a.size(0), a.size(1), b.size(0), b.size(1), status));
    }
  }

  private static boolean inOnePieceByRowsOrColumns(INDArray... matrices) {
    for (INDArray matrix : matrices) {
      if (matrix.stride(0) != 1 && matrix.stride(1) != 1) {
        return false;
      }
    }
    return true;
  }

  /** A matrix as BLAS expects it: row-major (N), or column-major and so transposed (T). */
  private record Operand(byte form, FloatPointer numbers, long stride) {
    static Operand of(INDArray matrix) {
      MatrixLayout layout = MatrixLayout.of(matrix);
      return new Operand(
          (byte) (layout.columnMajor() ? 'T' : 'N'),
          new FloatPointer(NativeFloats.pointer(matrix)),
          layout.stride());
    }
  }
}
