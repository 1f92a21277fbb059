package io.sequent.common.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Token sequences side by side, short ones filled up with {@link Vocabulary#PADDING} at the end.
 *
 * @param ids shape {@code [batch, 1, time]}
 * @param mask shape {@code [batch, time]}, 1 where a token is and 0 where padding is; null if all
 *     sequences are of length {@code time}
 */
public record TokenBatch(INDArray ids, @Nullable INDArray mask) {
  /**
   * Pads sequences to the longest of them.
   *
   * @param sequences ids of tokens, each sequence at least one
   */
  public static TokenBatch of(List<int[]> sequences) {
    return of(sequences, sequences.stream().mapToInt(ids -> ids.length).max().orElseThrow());
  }

  /**
   * Pads sequences to a length.
   *
   * @param time at least the length of the longest sequence
   */
  public static TokenBatch of(List<int[]> sequences, int time) {
    int batch = sequences.size();
    float[] ids = new float[batch * time];
    float[] mask = new float[batch * time];
    boolean padded = false;
    for (int i = 0; i < batch; i++) {
      int[] sequence = sequences.get(i);
      if (sequence.length == 0 || sequence.length > time) {
        throw new IllegalArgumentException(
            "sequence of length " + sequence.length + ", expected 1 to " + time);
      }
      for (int t = 0; t < sequence.length; t++) {
        ids[i * time + t] = sequence[t];
        mask[i * time + t] = 1;
      }
      padded |= sequence.length < time;
    }
    return new TokenBatch(
        Nd4j.create(ids, new long[] {batch, 1, time}, DataType.FLOAT),
        padded ? Nd4j.create(mask, new long[] {batch, time}, DataType.FLOAT) : null);
  }
}
