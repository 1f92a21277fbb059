package io.sequent.common.data;

import java.util.SplittableRandom;

/** Puts numbers in a random order. */
public final class Shuffle {
  private Shuffle() {}

  /** Every order is as likely as any other (Fisher and Yates). */
  public static void of(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
