package io.sequent.common.network.layer.embedding;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.SequenceMask;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scatter.ScatterUpdate;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One table of vectors of an embedding: looks up rows and sums their gradients. It fills some of
 * the columns of the embedding's output.
 *
 * <p>The gradient is always whole: zero but for the rows that were looked up. Setting millions of
 * numbers back to zero takes longer than everything else here, so a caller that updates the
 * parameters without writing to the gradient can have it kept.
 */
final class EmbeddingTable {
  /** Floats in one. */
  private static final int CACHE_LINE = 16;

  private final int column;
  private int @Nullable [] touchedRows;

  /** Of no meaning, but without it the compiler could leave out the reads of {@link #fetch}. */
  @SuppressWarnings("UnusedVariable")
  private float fetched;

  /**
   * @param column the first of the output's columns that the table fills
   */
  EmbeddingTable(int column) {
    this.column = column;
  }

  /**
   * Looks rows up.
   *
   * @param weights shape [rows, size]
   * @param vectors shape [steps, all columns], gets the vectors
   */
  void lookUp(INDArray weights, Lookup lookup, INDArray vectors) {
    lookUp(weights, lookup, null, vectors);
  }

  /**
   * Looks rows up and adds a bias to each sum of them.
   *
   * @param weights shape [rows, size]
   * @param bias [1, size], of lookups of {@linkplain Lookup#isBags several rows}; null for none
   * @param vectors shape [steps, all columns], gets the vectors
   */
  void lookUp(INDArray weights, Lookup lookup, @Nullable INDArray bias, INDArray vectors) {
    if (NativeFloats.inOnePiece(weights) && NativeFloats.inOnePiece(vectors)) {
      copyRows(weights, lookup, bias == null ? null : bias.data().asFloat(), vectors);
    } else {
      pullRows(weights, lookup, vectors);
      if (bias != null) {
        part(vectors, weights.size(1)).addiRowVector(bias);
      }
    }
  }

  /**
   * Makes the gradient: each row's is the sum of what its steps got, in the order of the steps.
   *
   * @param deltas shape [steps, all columns]
   * @param mask null if every step counts
   * @param target shape [rows, size]
   * @param keep whether nobody has written to the target since the last call with this set, nor
   *     will until the next
   */
  void addUp(
      INDArray deltas, Lookup lookup, @Nullable SequenceMask mask, INDArray target, boolean keep) {
    if (NativeFloats.inOnePiece(target) && NativeFloats.inOnePiece(deltas)) {
      addRows(deltas, lookup, mask, target, keep);
    } else {
      scatter(deltas, lookup, mask, target);
    }
  }

  /** The rows with a gradient, sorted, each once; null if they were not to be kept. */
  int @Nullable [] touchedRows() {
    return touchedRows;
  }

  /** The gradient lies elsewhere now. */
  void forget() {
    touchedRows = null;
  }

  // Buffers do not keep their arrays from being freed, hence the fences.

  private void copyRows(
      INDArray weights, Lookup lookup, float @Nullable [] bias, INDArray vectors) {
    FloatBuffer from = NativeFloats.buffer(weights);
    FloatBuffer to = NativeFloats.buffer(vectors);
    int size = Math.toIntExact(weights.size(1));
    int stride = Math.toIntExact(vectors.size(1));
    try {
      if (lookup.isBags()) {
        copySums(from, lookup, bias, to, size, stride);
      } else {
        int[] ids = lookup.ids();
        for (int i = 0; i < ids.length; i++) {
          to.put(i * stride + column, from, ids[i] * size, size);
        }
      }
    } finally {
      Reference.reachabilityFence(weights);
      Reference.reachabilityFence(vectors);
    }
  }

  private void copySums(
      FloatBuffer from,
      Lookup lookup,
      float @Nullable [] bias,
      FloatBuffer to,
      int size,
      int stride) {
    int[] ids = lookup.ids();
    float[] sum = new float[size];
    float[] row = new float[size];
    for (int step = 0; step < lookup.steps(); step++) {
      int begin = step * lookup.each();
      int end = begin + lookup.each();
      fetched += fetch(from, ids, begin, end, size);
      Arrays.fill(sum, 0);
      for (int i = begin; i < end; i++) {
        if (ids[i] != 0) {
          from.get(ids[i] * size, row);
          addScaled(row, lookup.weight(i), sum);
        }
      }
      float share = lookup.share(step);
      for (int i = 0; i < size; i++) {
        sum[i] *= share;
      }
      if (bias != null) {
        addScaled(bias, 1, sum);
      }
      to.put(step * stride + column, sum);
    }
  }

  /**
   * Reads a number of each cache line of rows, which lie far apart: without a decision in between,
   * the processor waits for memory once and not for each row.
   *
   * @return of no meaning
   */
  private static float fetch(FloatBuffer from, int[] ids, int begin, int end, int size) {
    float sum = 0;
    for (int i = begin; i < end; i++) {
      for (int number = 0; number < size; number += CACHE_LINE) {
        sum += from.get(ids[i] * size + number);
      }
    }
    return sum;
  }

  private void addRows(
      INDArray deltas, Lookup lookup, @Nullable SequenceMask mask, INDArray target, boolean keep) {
    long[] places = lookup.places(mask);
    FloatBuffer from = NativeFloats.buffer(deltas);
    FloatBuffer to = NativeFloats.buffer(target);
    int size = Math.toIntExact(target.size(1));
    int stride = Math.toIntExact(deltas.size(1));
    float[] sum = new float[size];
    float[] next = new float[size];
    int[] zeroAgain = touchedRows;
    touchedRows = null; // Until all is written.
    int[] rows = new int[places.length];
    int count = 0;
    try {
      if (keep && zeroAgain != null) {
        for (int row : zeroAgain) {
          to.put(row * size, sum);
        }
      } else {
        target.assign(0);
      }
      int place = 0;
      while (place < places.length) {
        int row = (int) (places[place] >> Integer.SIZE);
        Arrays.fill(sum, 0);
        while (place < places.length && places[place] >> Integer.SIZE == row) {
          int index = (int) places[place];
          from.get(index / lookup.each() * stride + column, next);
          addScaled(next, lookup.contribution(index), sum);
          place++;
        }
        to.put(row * size, sum);
        rows[count] = row;
        count++;
      }
    } finally {
      Reference.reachabilityFence(deltas);
      Reference.reachabilityFence(target);
    }
    if (keep) {
      touchedRows = Arrays.copyOf(rows, count);
    }
  }

  private static void addScaled(float[] values, float scale, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += scale * values[i];
    }
  }

  /** The same in operations of ND4J, for any type and backend. */
  private void pullRows(INDArray weights, Lookup lookup, INDArray vectors) {
    INDArray rows =
        Nd4j.createUninitialized(weights.dataType(), lookup.ids().length, weights.size(1));
    Nd4j.pullRows(weights, rows, 1, lookup.ids());
    if (lookup.isBags()) {
      rows.muliColumnVector(column(lookup.contributions(), rows));
      rows = rows.reshape('c', lookup.steps(), lookup.each(), weights.size(1)).sum(1);
    }
    part(vectors, weights.size(1)).assign(rows);
  }

  @SuppressWarnings({"try", "deprecation"}) // The operation that replaces it copies its target.
  private void scatter(
      INDArray deltas, Lookup lookup, @Nullable SequenceMask mask, INDArray target) {
    touchedRows = null;
    target.assign(0);
    INDArray rows = part(deltas, target.size(1)).dup('c');
    if (mask != null) {
      rows.muliColumnVector(mask.flat().reshape(rows.size(0), 1));
    }
    if (lookup.isBags()) {
      rows = rows.repeat(0, lookup.each());
      rows.muliColumnVector(column(lookup.contributions(), rows));
    }
    INDArray ids;
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      ids = Nd4j.createFromArray(lookup.ids());
    }
    Nd4j.scatterUpdate(ScatterUpdate.UpdateOp.ADD, target, ids, rows, new int[] {1});
  }

  private static INDArray column(float[] values, INDArray like) {
    return Nd4j.createFromArray(values).castTo(like.dataType()).reshape(values.length, 1);
  }

  private INDArray part(INDArray matrix, long size) {
    return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(column, column + size));
  }
}
