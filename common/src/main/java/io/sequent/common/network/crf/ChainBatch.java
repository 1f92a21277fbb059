package io.sequent.common.network.crf;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.layer.TimeMajor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The sequences of a batch, one by one, as plain numbers. Steps that do not count are left out, so
 * that the steps beside them are neighbours.
 */
final class ChainBatch {
  private final int rows;
  private final int tags;
  private final double[] emissions;
  private final double[] labels;

  /** Of each sequence those that count. */
  private final int[][] steps;

  /**
   * A batch.
   *
   * @param emissions shape [time * batch, tags], time-major
   * @param labels one-hot, shape [batch, tags, time]
   * @param mask null if every step counts
   */
  ChainBatch(INDArray emissions, INDArray labels, @Nullable SequenceMask mask) {
    this.rows = Math.toIntExact(labels.size(0));
    this.tags = Math.toIntExact(labels.size(1));
    this.emissions = read(emissions);
    this.labels = read(TimeMajor.matrix(labels));
    this.steps = new int[rows][];
    int time = Math.toIntExact(labels.size(2));
    for (int row = 0; row < rows; row++) {
      int sequence = row;
      steps[row] =
          IntStream.range(0, time).filter(t -> mask == null || mask.counts(t, sequence)).toArray();
    }
  }

  int rows() {
    return rows;
  }

  /** The emissions of a sequence, shape [steps that count, tags]. */
  double[][] emissions(int row) {
    double[][] sequence = new double[steps[row].length][tags];
    for (int i = 0; i < sequence.length; i++) {
      System.arraycopy(emissions, offset(steps[row][i], row), sequence[i], 0, tags);
    }
    return sequence;
  }

  /**
   * The true tags of a sequence, at the steps that count.
   *
   * @throws IllegalArgumentException for labels that are not one-hot
   */
  int[] tags(int row) {
    return IntStream.of(steps[row]).map(step -> tag(step, row)).toArray();
  }

  private int tag(int step, int row) {
    int offset = offset(step, row);
    int tag = -1;
    for (int i = 0; i < tags; i++) {
      double label = labels[offset + i];
      if (label == 1 && tag < 0) {
        tag = i;
      } else if (label != 0) {
        tag = tags;
      }
    }
    if (tag < 0 || tag == tags) {
      throw new IllegalArgumentException(
          "labels of sequence %d at step %d, expected a single 1 among zeros".formatted(row, step));
    }
    return tag;
  }

  /**
   * Puts what belongs to the steps of a sequence into its place.
   *
   * @param sequence shape [steps that count, tags]
   * @param all time-major numbers of the batch, shape [time * batch, tags]
   */
  void put(int row, double[][] sequence, double[] all) {
    for (int i = 0; i < sequence.length; i++) {
      System.arraycopy(sequence[i], 0, all, offset(steps[row][i], row), tags);
    }
  }

  private int offset(int step, int row) {
    return (step * rows + row) * tags;
  }

  /** All numbers of a matrix, row by row. */
  private static double[] read(INDArray matrix) {
    if (!NativeFloats.inOnePiece(matrix)) {
      return matrix.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }
    float[] numbers = NativeFloats.read(matrix);
    double[] wide = new double[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return wide;
  }

  /**
   * Overwrites a matrix.
   *
   * @param numbers row by row
   */
  static void write(double[] numbers, INDArray matrix) {
    if (!NativeFloats.inOnePiece(matrix)) {
      matrix.assign(Nd4j.create(numbers, matrix.shape(), DataType.DOUBLE));
      return;
    }
    float[] narrow = new float[numbers.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) numbers[i];
    }
    NativeFloats.write(narrow, matrix);
  }
}
