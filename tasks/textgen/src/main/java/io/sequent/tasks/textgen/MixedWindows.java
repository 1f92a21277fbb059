package io.sequent.tasks.textgen;

import io.sequent.common.data.Batches;
import io.sequent.common.data.ConsecutiveBatches;
import io.sequent.common.data.Vectorizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Reads a text as parallel streams in windows of mixed length, so that the gradient, which ends at
 * a window's beginning, ends elsewhere each time ("variable length backpropagation sequences",
 * Merity, Keskar and Socher, 2018, "Regularizing and Optimizing LSTM Language Models").
 *
 * <p>For each batch a length is drawn from a normal distribution around the length of a window, or
 * with a probability of 5 % around half of it; all streams have that length. The lengths of an
 * epoch are stretched a little so that they fill the streams with as many batches every time; and
 * the streams begin elsewhere, for up to a window at the text's beginning is left out, and so are
 * the few characters at its end that do not fill all streams. A batch's loss is a sum over its
 * steps, so a shorter one has a smaller gradient by itself.
 */
final class MixedWindows implements Batches<TextWindow> {
  private static final double HALF = 0.05;
  private static final double DEVIATION = 5;
  private static final double SHORTEST = 5;

  private final ConsecutiveBatches<TextWindow> even;
  private final int[] text;
  private final int from;
  private final int to;
  private final int size;
  private final int streams;

  /**
   * @param windows all of one text, side by side, in order
   * @param size characters of a window, but for the last
   * @param batchSize streams that are read side by side; fewer where there are fewer windows
   */
  MixedWindows(
      List<TextWindow> windows, Vectorizer<TextWindow> vectorizer, int size, int batchSize) {
    even = new ConsecutiveBatches<>(windows, vectorizer, batchSize);
    TextWindow last = windows.get(windows.size() - 1);
    text = last.text();
    from = windows.get(0).from();
    to = last.from() + last.length();
    this.size = size;
    streams = Math.min(batchSize, windows.size());
  }

  @Override
  public int perEpoch() {
    return (shareOfStream() - 1) / size + 1;
  }

  @Override
  public int examples() {
    return perEpoch() * streams;
  }

  @Override
  public List<List<TextWindow>> epoch(long seed, int epoch) {
    Random random = new Random(Batches.epochSeed(seed, epoch));
    int leftOut = random.nextInt(Math.min(size, shareOfStream()));
    int length = (to - from - leftOut) / streams;
    int[] borders = borders(length, random);
    List<List<TextWindow>> batches = new ArrayList<>(perEpoch());
    for (int k = 0; k < perEpoch(); k++) {
      List<TextWindow> batch = new ArrayList<>(streams);
      for (int stream = 0; stream < streams; stream++) {
        int begin = from + leftOut + stream * length + borders[k];
        batch.add(new TextWindow(text, begin, borders[k + 1] - borders[k]));
      }
      batches.add(batch);
    }
    return batches;
  }

  /** In windows of one length, for the figures of one evaluation compare with another's. */
  @Override
  public List<List<TextWindow>> forEvaluation() {
    return even.forEvaluation();
  }

  @Override
  public boolean consecutive() {
    return true;
  }

  @Override
  public Vectorizer<TextWindow> vectorizer() {
    return even.vectorizer();
  }

  /** Characters of a stream, if none are left out. */
  private int shareOfStream() {
    return (to - from) / streams;
  }

  /** Where windows begin and end in a stream, from 0 to its length. */
  private int[] borders(int length, Random random) {
    int count = perEpoch();
    double[] reached = new double[count + 1];
    for (int k = 0; k < count; k++) {
      double around = random.nextDouble() < HALF ? size / 2.0 : size;
      reached[k + 1] = reached[k] + Math.max(SHORTEST, around + DEVIATION * random.nextGaussian());
    }
    int[] borders = new int[count + 1];
    for (int k = 0; k <= count; k++) {
      // One character for each window, the others by what was drawn.
      borders[k] = k + (int) ((length - count) * (reached[k] / reached[count]));
    }
    return borders;
  }
}
