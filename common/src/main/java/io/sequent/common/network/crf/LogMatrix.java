package io.sequent.common.network.crf;

/**
 * A matrix of positive numbers, known by their logarithms, that multiplies vectors known likewise.
 * It needs one exponential per number of a vector instead of one for each pair.
 */
final class LogMatrix {
  /** Between these limits a sum has lost nothing to underflow or overflow. */
  private static final double MIN_EXACT_SUM = 1e-200;

  private static final double MAX_EXACT_SUM = 1e200;

  private final double[][] logs;
  private final double[][] numbers;
  private final double[] vectorNumbers;
  private final boolean overflows;

  /**
   * A matrix.
   *
   * @param logs shape [rows, columns], the same number of both
   */
  LogMatrix(double[][] logs) {
    this.logs = logs;
    this.numbers = new double[logs.length][logs.length];
    this.vectorNumbers = new double[logs.length];
    boolean infinite = false;
    for (int i = 0; i < logs.length; i++) {
      for (int j = 0; j < logs.length; j++) {
        numbers[i][j] = Math.exp(logs[i][j]);
        infinite |= numbers[i][j] == Double.POSITIVE_INFINITY;
      }
    }
    this.overflows = infinite;
  }

  LogMatrix transposed() {
    double[][] result = new double[logs.length][logs.length];
    for (int i = 0; i < logs.length; i++) {
      for (int j = 0; j < logs.length; j++) {
        result[j][i] = logs[i][j];
      }
    }
    return new LogMatrix(result);
  }

  double log(int row, int column) {
    return logs[row][column];
  }

  /**
   * {@code result[i] = ln Σ_j exp(matrix[i][j] + vector[j])}; not a number only where the vector
   * has one that is not finite.
   */
  void multiply(double[] vector, double[] result) {
    double highest = max(vector);
    for (int j = 0; j < vector.length; j++) {
      vectorNumbers[j] = Math.exp(vector[j] - highest);
    }
    for (int i = 0; i < vector.length; i++) {
      double[] row = numbers[i];
      double sum = 0;
      for (int j = 0; j < row.length; j++) {
        sum += row[j] * vectorNumbers[j];
      }
      result[i] =
          sum > MIN_EXACT_SUM && sum < MAX_EXACT_SUM
              ? highest + Math.log(sum)
              : logSumExp(logs[i], vector);
    }
  }

  /**
   * Adds {@code exp(left[i] + matrix[i][j] + right[j] - log)}, none of which is more than 1, to
   * each number of a matrix.
   */
  void addProducts(double[] left, double[] right, double log, double[][] sums) {
    double highestLeft = max(left);
    double highestRight = max(right);
    double scale = Math.exp(highestLeft + highestRight - log);
    boolean exact = overflows || !(scale > MIN_EXACT_SUM && scale < MAX_EXACT_SUM);
    for (int j = 0; j < right.length; j++) {
      vectorNumbers[j] = Math.exp(right[j] - highestRight);
    }
    for (int i = 0; i < left.length; i++) {
      double factor = scale * Math.exp(left[i] - highestLeft);
      for (int j = 0; j < right.length; j++) {
        sums[i][j] +=
            exact
                ? Math.exp(left[i] + logs[i][j] + right[j] - log)
                : factor * numbers[i][j] * vectorNumbers[j];
      }
    }
  }

  /** {@code ln Σ_i exp(a[i] + b[i])}. */
  static double logSumExp(double[] a, double[] b) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < a.length; i++) {
      highest = Math.max(highest, a[i] + b[i]);
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.exp(a[i] + b[i] - highest);
    }
    return highest + Math.log(sum);
  }

  private static double max(double[] vector) {
    double max = Double.NEGATIVE_INFINITY;
    for (double number : vector) {
      max = Math.max(max, number);
    }
    return max;
  }
}
