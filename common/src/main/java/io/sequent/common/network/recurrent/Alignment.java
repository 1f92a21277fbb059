package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.SequenceMask;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Moves the steps of masked sequences so that each sequence starts at the first step and has no
 * gaps: kernels without masks then compute for every sequence what they would compute for it alone.
 * A sequence that is read backwards is reversed within its own length.
 */
final class Alignment {
  private final int batch;
  private final int[][] steps; // by sequence: the places of its first, second ... step
  private final int longest;
  private final boolean inPlace;

  private Alignment(int batch, int[][] steps, int longest, boolean inPlace) {
    this.batch = batch;
    this.steps = steps;
    this.longest = longest;
    this.inPlace = inPlace;
  }

  /** For sequences without masked steps. */
  static Alignment complete(int batch, int time) {
    int[][] steps = new int[batch][];
    Arrays.fill(steps, IntStream.range(0, time).toArray());
    return new Alignment(batch, steps, time, true);
  }

  /** For masked sequences. */
  static Alignment of(SequenceMask mask, boolean reverse) {
    int[][] steps = new int[mask.batch()][];
    int longest = 0;
    boolean inPlace = true;
    for (int b = 0; b < mask.batch(); b++) {
      int[] counting = new int[mask.time()];
      int length = 0;
      for (int i = 0; i < mask.time(); i++) {
        int t = reverse ? mask.time() - 1 - i : i;
        if (mask.counts(t, b)) {
          inPlace &= t == length;
          counting[length++] = t;
        }
      }
      steps[b] = Arrays.copyOf(counting, length);
      longest = Math.max(longest, length);
    }
    return new Alignment(mask.batch(), steps, longest, inPlace);
  }

  /** The number of unmasked steps of the longest sequence. */
  int longest() {
    return longest;
  }

  int length(int sequence) {
    return steps[sequence].length;
  }

  /** Whether all sequences have the same length. */
  boolean even() {
    return Arrays.stream(steps).allMatch(sequence -> sequence.length == longest);
  }

  /** Whether every step is already in its place. */
  boolean inPlace() {
    return inPlace;
  }

  /**
   * Copies rows to their aligned places, and fills up with zeros.
   *
   * @param original shape [time * batch, features], each row contiguous
   * @param aligned is written, shape [longest * batch, features], each row contiguous
   */
  void align(INDArray original, INDArray aligned) {
    Rows from = new Rows(original);
    Rows to = new Rows(aligned);
    for (int b = 0; b < batch; b++) {
      for (int position = 0; position < longest; position++) {
        int row = position * batch + b;
        if (position < steps[b].length) {
          to.copy(row, from, steps[b][position] * batch + b);
        } else {
          to.zero(row);
        }
      }
    }
  }

  /**
   * Copies aligned rows back, with zeros at masked steps.
   *
   * @param aligned shape [longest * batch, features], each row contiguous
   * @param original is written, shape [time * batch, features], each row contiguous
   */
  void restore(INDArray aligned, INDArray original) {
    Rows from = new Rows(aligned);
    Rows to = new Rows(original);
    int time = Math.toIntExact(original.size(0) / batch);
    for (int b = 0; b < batch; b++) {
      boolean[] written = new boolean[time];
      for (int position = 0; position < steps[b].length; position++) {
        int t = steps[b][position];
        to.copy(t * batch + b, from, position * batch + b);
        written[t] = true;
      }
      for (int t = 0; t < time; t++) {
        if (!written[t]) {
          to.zero(t * batch + b);
        }
      }
    }
  }

  /** Zeroes the masked rows of a matrix that is {@link #inPlace}. */
  void clearPadding(INDArray original) {
    Rows rows = new Rows(original);
    int time = Math.toIntExact(original.size(0) / batch);
    for (int b = 0; b < batch; b++) {
      for (int t = steps[b].length; t < time; t++) {
        rows.zero(t * batch + b);
      }
    }
  }

  /** The rows of a matrix, each in one piece. */
  private static final class Rows {
    private final INDArray matrix;
    private final FloatBuffer numbers;
    private final int stride;
    private final int width;
    private final float[] zeros;

    Rows(INDArray matrix) {
      this.matrix = matrix;
      numbers = NativeFloats.buffer(matrix);
      stride = Math.toIntExact(matrix.stride(0));
      width = Math.toIntExact(matrix.size(1));
      zeros = new float[width];
    }

    void copy(int row, Rows from, int source) {
      try {
        numbers.put(row * stride, from.numbers, source * from.stride, width);
      } finally {
        Reference.reachabilityFence(matrix);
        Reference.reachabilityFence(from.matrix);
      }
    }

    void zero(int row) {
      try {
        numbers.put(row * stride, zeros);
      } finally {
        Reference.reachabilityFence(matrix);
      }
    }
  }
}
