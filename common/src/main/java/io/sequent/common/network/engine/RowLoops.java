package io.sequent.common.network.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Divides a loop over the rows of a matrix among the threads of the caller's {@link
 * NativeThreads#arrange share}. How the rows are divided does not depend on the number of threads,
 * and neither do sums over them.
 */
public final class RowLoops {
  /** Enough for some threads of different speed to end at about the same time. */
  private static final int PARTS = 8;

  /** Fewer numbers are done before another thread has woken up. */
  private static final int MIN_NUMBERS = 1 << 16;

  private RowLoops() {}

  /** A part of the rows. */
  @FunctionalInterface
  public interface Part {
    /**
     * Does some rows, beside other threads that do others.
     *
     * @param from the first row
     * @param to the one after the last
     */
    void run(int from, int to);
  }

  /** A part of the rows that is summed up. */
  @FunctionalInterface
  public interface SummedPart {
    /**
     * Does some rows, beside other threads that do others.
     *
     * @param from the first row
     * @param to the one after the last
     * @param sum zeros, to which the rows are added
     */
    void run(int from, int to, float[] sum);
  }

  /**
   * Does all rows.
   *
   * @param width numbers of a row
   */
  public static void run(int rows, int width, Part part) {
    run(rows, parts(rows, width), (index, from, to) -> part.run(from, to));
  }

  /**
   * Does all rows and adds up what the parts give, in their order.
   *
   * @param width numbers of a row
   * @param sums the number of sums
   */
  public static float[] sum(int rows, int width, int sums, SummedPart part) {
    float[][] all = new float[parts(rows, width)][sums];
    run(rows, all.length, (index, from, to) -> part.run(from, to, all[index]));
    Arrays.stream(all, 1, all.length).forEach(sum -> FloatFunctions.add(sum, all[0]));
    return all[0];
  }

  private static int parts(int rows, int width) {
    return (long) rows * width < MIN_NUMBERS ? 1 : Math.min(PARTS, rows);
  }

  @FunctionalInterface
  private interface NumberedPart {
    void run(int index, int from, int to);
  }

  private static void run(int rows, int parts, NumberedPart part) {
    if (parts == 1 || OneDnn.threads() == 1) {
      for (int i = 0; i < parts; i++) {
        part.run(i, start(i, rows, parts), start(i + 1, rows, parts));
      }
      return;
    }
    List<ForkJoinTask<?>> others = new ArrayList<>();
    for (int i = 1; i < parts; i++) {
      int index = i;
      others.add(
          ForkJoinPool.commonPool()
              .submit(
                  () -> part.run(index, start(index, rows, parts), start(index + 1, rows, parts))));
    }
    part.run(0, 0, start(1, rows, parts));
    // The last first: joining does what no other thread has begun yet.
    for (int i = others.size() - 1; i >= 0; i--) {
      others.get(i).join();
    }
  }

  private static int start(int part, int rows, int parts) {
    return (int) ((long) part * rows / parts);
  }
}
