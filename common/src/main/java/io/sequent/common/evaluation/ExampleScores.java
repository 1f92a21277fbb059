package io.sequent.common.evaluation;

import io.sequent.common.evaluation.ClassScores.Score;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * What each example of a split contributes to one metric, in the order of the split: what two
 * models are compared by, example by example. A row of one column is a score, and the metric is
 * their mean; a row of three columns is how many spans were found rightly, were found and were
 * there, and the metric is the F1 of their sums.
 */
public final class ExampleScores {
  private static final int SCORE = 1;
  private static final int SPANS = 3;

  /** Columns, one byte or four a value, and the values deflated. */
  private static final Pattern ENCODED =
      Pattern.compile("([13]):(u8|f32):(\\d{1,9}):([A-Za-z0-9+/=]*)");

  /** Deflate packs no more bytes into one. */
  private static final long MOST_PER_BYTE = 1032;

  private final int columns;
  private final float[] values;

  private ExampleScores(int columns, float[] values) {
    this.columns = columns;
    this.values = values;
  }

  /**
   * One score an example.
   *
   * @param scores at least one; the metric is their mean
   */
  public static ExampleScores of(double[] scores) {
    Sizes.notEmpty("scores", scores.length);
    float[] values = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      values[i] = (float) scores[i];
    }
    return new ExampleScores(SCORE, values);
  }

  /**
   * Counts of spans.
   *
   * @param examples the counts of each example, at least one; the metric is the F1 of their sum
   */
  public static ExampleScores ofSpans(List<Score> examples) {
    Sizes.notEmpty("examples", examples.size());
    float[] values = new float[SPANS * examples.size()];
    for (int i = 0; i < examples.size(); i++) {
      values[SPANS * i] = examples.get(i).correct();
      values[SPANS * i + 1] = examples.get(i).predicted();
      values[SPANS * i + 2] = examples.get(i).actual();
    }
    return new ExampleScores(SPANS, values);
  }

  /**
   * The same scores in another order.
   *
   * @param places where each example goes: a permutation of 0..{@code size() - 1}
   */
  public ExampleScores arranged(int[] places) {
    Sizes.same("scores", size(), "places", places.length);
    float[] arranged = new float[values.length];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(values, i * columns, arranged, places[i] * columns, columns);
    }
    return new ExampleScores(columns, arranged);
  }

  /** How many examples there are. */
  public int size() {
    return values.length / columns;
  }

  /** Whether the scores are counts of spans. */
  public boolean areSpans() {
    return columns == SPANS;
  }

  /** Whether every score is 0 or 1, wrong or right. */
  public boolean areHits() {
    if (areSpans()) {
      return false;
    }
    for (float value : values) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * A number of an example.
   *
   * @param example 0..{@code size() - 1}
   * @param column 0, or for spans 0 correct, 1 predicted, 2 actual
   */
  public double value(int example, int column) {
    return values[example * columns + column];
  }

  /** The metric over all examples. */
  public double metric() {
    double[] sums = new double[columns];
    for (int i = 0; i < values.length; i++) {
      sums[i % columns] += values[i];
    }
    return areSpans() ? f1(sums[0], sums[1], sums[2]) : sums[0] / size();
  }

  /** The F1 of counts; 0 where nothing was found and nothing was there. */
  public static double f1(double correct, double predicted, double actual) {
    return predicted + actual == 0 ? 0 : 2 * correct / (predicted + actual);
  }

  /** As a short text; {@link #decode} reads it back without loss. */
  public String encode() {
    boolean bytes = true;
    for (float value : values) {
      bytes &= value == (int) value && value >= 0 && value < 256;
    }
    ByteBuffer raw = ByteBuffer.allocate(bytes ? values.length : Float.BYTES * values.length);
    for (float value : values) {
      if (bytes) {
        raw.put((byte) (int) value);
      } else {
        raw.putFloat(value);
      }
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
      deflate.write(raw.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return columns
        + (bytes ? ":u8:" : ":f32:")
        + values.length
        + ":"
        + Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static ExampleScores decode(String text) {
    Matcher parts = ENCODED.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not the scores of examples");
    }
    int columns = Integer.parseInt(parts.group(1));
    boolean bytes = parts.group(2).equals("u8");
    int length = Integer.parseInt(parts.group(3));
    byte[] packed = packed(parts.group(4));
    long most = bytes ? length : (long) Float.BYTES * length;
    if (most > packed.length * MOST_PER_BYTE) {
      throw new IllegalArgumentException("scores of examples are fewer than they say");
    }
    int size = Math.toIntExact(most);
    byte[] raw = new byte[size + 1]; // Room for one more shows that there is no more.
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      boolean whole = inflater.inflate(raw) == size && inflater.finished();
      if (!whole || length == 0 || length % columns != 0) {
        throw new IllegalArgumentException("scores of examples are not as many as they say");
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("scores of examples are damaged", e);
    } finally {
      inflater.end();
    }
    float[] values = new float[length];
    ByteBuffer buffer = ByteBuffer.wrap(raw);
    for (int i = 0; i < length; i++) {
      values[i] = bytes ? buffer.get() & 0xFF : buffer.getFloat();
    }
    return new ExampleScores(columns, values);
  }

  private static byte[] packed(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("scores of examples are damaged", e);
    }
  }

  /**
   * Checks encoded scores.
   *
   * @param scores by metric
   * @throws IllegalArgumentException naming the metric of scores that {@link #decode} cannot read
   */
  public static void requireEncoded(Map<String, String> scores) {
    for (Map.Entry<String, String> entry : scores.entrySet()) {
      String text = entry.getValue();
      try {
        decode(text == null ? "" : text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("metric '" + entry.getKey() + "': " + e.getMessage(), e);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExampleScores that
        && columns == that.columns
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * columns + Arrays.hashCode(values);
  }
}
