package io.sequent.common.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch of token sequences, padded at the end with {@link Vocabulary#PADDING}.
 *
 * @param ids shape {@code [batch, channels, time]}, one channel if tokens have only their ids
 * @param mask shape {@code [batch, time]}, 1 for tokens and 0 for padding; null if all sequences
 *     are of length {@code time}
 */
public record TokenBatch(INDArray ids, @Nullable INDArray mask) {
  /**
   * Pads sequences of one channel to the longest of them.
   *
   * @param sequences token ids, each sequence of at least one
   */
  public static TokenBatch of(List<int[]> sequences) {
    return ofChannels(sequences.stream().map(ids -> new int[][] {ids}).toList());
  }

  /**
   * Pads sequences to the longest of them.
   *
   * @param sequences shape {@code [channels, length]} each, of as many channels
   */
  public static TokenBatch ofChannels(List<int[][]> sequences) {
    return ofChannels(sequences, sequences.stream().mapToInt(s -> s[0].length).max().orElseThrow());
  }

  /**
   * Pads sequences to a length.
   *
   * @param sequences shape {@code [channels, length]} each, of as many channels
   * @param time at least the length of the longest sequence
   */
  public static TokenBatch ofChannels(List<int[][]> sequences, int time) {
    int batch = sequences.size();
    int channels = sequences.get(0).length;
    float[] ids = new float[batch * channels * time];
    for (int i = 0; i < batch; i++) {
      int[][] sequence = sequences.get(i);
      int length = sequence[0].length;
      if (length == 0 || length > time) {
        throw new IllegalArgumentException(
            "sequence of length " + length + ", expected 1 to " + time);
      }
      for (int c = 0; c < channels; c++) {
        for (int t = 0; t < length; t++) {
          ids[(i * channels + c) * time + t] = sequence[c][t];
        }
      }
    }
    return new TokenBatch(
        Nd4j.create(ids, new long[] {batch, channels, time}, DataType.FLOAT),
        mask(sequences.stream().mapToInt(sequence -> sequence[0].length).toArray(), time));
  }

  /**
   * The mask of sequences that are padded at the end.
   *
   * @param lengths of the sequences
   * @param time at least the longest of them
   * @return shape {@code [batch, time]}; null if all are of length {@code time}
   */
  public static @Nullable INDArray mask(int[] lengths, int time) {
    float[] mask = new float[lengths.length * time];
    boolean padded = false;
    for (int i = 0; i < lengths.length; i++) {
      Arrays.fill(mask, i * time, i * time + lengths[i], 1);
      padded |= lengths[i] < time;
    }
    return padded ? Nd4j.create(mask, new long[] {lengths.length, time}, DataType.FLOAT) : null;
  }

  /** The ids of the first channel, sequence by sequence, without padding. */
  public List<int[]> sequences() {
    List<int[]> sequences = new ArrayList<>();
    try (INDArray copy = ids.dup('c')) {
      float[] all = copy.data().asFloat();
      int each = Math.toIntExact(ids.size(1) * ids.size(2));
      for (int i = 0; i < ids.size(0); i++) {
        int[] sequence = new int[length(i)];
        for (int t = 0; t < sequence.length; t++) {
          sequence[t] = (int) all[i * each + t];
        }
        sequences.add(sequence);
      }
    }
    return sequences;
  }

  private int length(int i) {
    return mask == null ? Math.toIntExact(ids.size(2)) : mask.getRow(i).sumNumber().intValue();
  }
}
