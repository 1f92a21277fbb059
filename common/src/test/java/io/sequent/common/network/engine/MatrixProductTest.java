package io.sequent.common.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.UserError;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MatrixProductTest {
  private static final int ROWS = 37;
  private static final int INNER = 70;
  private static final int COLUMNS = 21;

  /** By rows, by columns, and both as views of something larger. */
  private static final List<UnaryOperator<INDArray>> LAYOUTS =
      List.of(
          matrix -> matrix.dup('c'),
          matrix -> matrix.transpose().dup('c').transpose(),
          MatrixProductTest::inside,
          matrix -> inside(matrix.transpose()).transpose());

  @AfterEach
  void usualKernels() {
    Kernels.use(KernelChoice.AUTO);
  }

  @Test
  void floatsInEveryLayout() {
    INDArray a = random(ROWS, INNER);
    INDArray b = random(INNER, COLUMNS);
    requireProduct(MatrixProduct.FLOAT, a, b, a.mmul(b));
  }

  @Test
  void bfloat16MultipliesRoundedFactorsInEveryLayout() {
    assumeTrue(Precision.problem().isEmpty());
    INDArray a = random(ROWS, INNER);
    INDArray b = random(INNER, COLUMNS);
    INDArray expected = rounded(a).mmul(rounded(b));
    assertThat(distance(a.mmul(b), expected)).isGreaterThan(1e-4);
    requireProduct(MatrixProduct.of(Precision.BFLOAT16), a, b, expected);
  }

  @Test
  void bfloat16OfOneNumberEach() {
    INDArray result = Nd4j.zeros(DataType.FLOAT, 1, 1);
    MatrixProduct.of(Precision.BFLOAT16)
        .multiply(Nd4j.ones(DataType.FLOAT, 1, 1), Nd4j.ones(DataType.FLOAT, 1, 1), result);
    assertThat(result.getFloat(0)).isEqualTo(1);
  }

  @Test
  void bfloat16OnPortableKernelsIsRefusedForTrainingAndFloatOtherwise() {
    Kernels.use(KernelChoice.PORTABLE);
    assertThatThrownBy(Precision.BFLOAT16::requireHere)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "setting 'precision': bfloat16, but the kernels are portable, which multiply floats,"
                + " expected float");
    assertThat(MatrixProduct.of(Precision.BFLOAT16)).isSameAs(MatrixProduct.FLOAT);
  }

  private static void requireProduct(
      MatrixProduct product, INDArray a, INDArray b, INDArray expected) {
    for (UnaryOperator<INDArray> left : LAYOUTS) {
      for (UnaryOperator<INDArray> right : LAYOUTS) {
        for (UnaryOperator<INDArray> target : LAYOUTS) {
          INDArray result = target.apply(random(ROWS, COLUMNS));
          product.multiply(left.apply(a), right.apply(b), result);
          assertThat(distance(result, expected)).isLessThan(1e-6);
          product.add(left.apply(a), right.apply(b), result);
          assertThat(distance(result, expected.mul(2))).isLessThan(1e-6);
        }
      }
    }
  }

  private static INDArray random(long rows, long columns) {
    return Nd4j.randn(DataType.FLOAT, rows, columns);
  }

  private static INDArray inside(INDArray matrix) {
    INDArray larger = random(matrix.size(0) + 3, matrix.size(1) + 5);
    INDArray view = larger.get(interval(1, 1 + matrix.size(0)), interval(2, 2 + matrix.size(1)));
    return view.assign(matrix);
  }

  /** To the nearest number of 8 significant bits, ties to even. */
  private static INDArray rounded(INDArray matrix) {
    INDArray rounded = matrix.dup('c');
    for (long i = 0; i < rounded.length(); i++) {
      int bits = Float.floatToRawIntBits(rounded.getFloat(i));
      int even = bits + 0x7fff + ((bits >>> 16) & 1);
      rounded.putScalar(i, Float.intBitsToFloat(even & 0xffff0000));
    }
    return rounded;
  }

  /** Relative, in the Euclidean norm. */
  private static double distance(INDArray actual, INDArray expected) {
    INDArray dense = actual.dup('c');
    return dense.sub(expected).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
  }
}
