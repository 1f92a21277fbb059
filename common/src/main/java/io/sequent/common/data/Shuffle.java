package io.sequent.common.data;

import java.util.SplittableRandom;

/** Shuffles numbers. */
public final class Shuffle {
  private Shuffle() {}

  /** All orders are equally likely (Fisher and Yates). */
  public static void of(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
