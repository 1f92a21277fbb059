package io.sequent.common.network.engine;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a matrix lies that is in one piece by rows or by columns.
 *
 * @param stride between rows, or between columns if it is column-major
 */
record MatrixLayout(long rows, long columns, boolean columnMajor, long stride) {
  static MatrixLayout of(INDArray matrix) {
    boolean columnMajor = matrix.stride(1) != 1;
    // A single row or column has any stride.
    long stride =
        columnMajor
            ? Math.max(matrix.stride(1), matrix.size(0))
            : Math.max(matrix.stride(0), matrix.size(1));
    return new MatrixLayout(matrix.size(0), matrix.size(1), columnMajor, stride);
  }
}
