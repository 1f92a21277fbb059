package io.sequent.common.network.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rows of a table that each step of a batch looks up, steps in time-major order. */
final class Lookup {
  private final int[] ids;
  private final int each;
  private final float @Nullable [] shares;

  private Lookup(int[] ids, int each, float @Nullable [] shares) {
    this.ids = ids;
    this.each = each;
    this.shares = shares;
  }

  /** One row a step. */
  static Lookup tokens(int[] ids) {
    return new Lookup(ids, 1, null);
  }

  /**
   * The mean of several rows a step; zeros for a step without any.
   *
   * @param ids those of a step one after the other, 0 for none
   * @param each how many a step has
   */
  static Lookup bags(int[] ids, int each) {
    float[] shares = new float[ids.length / each];
    for (int step = 0; step < shares.length; step++) {
      int count = 0;
      for (int i = step * each; i < (step + 1) * each; i++) {
        count += ids[i] == 0 ? 0 : 1;
      }
      shares[step] = count == 0 ? 0 : 1f / count;
    }
    return new Lookup(ids, each, shares);
  }

  int steps() {
    return ids.length / each;
  }

  int each() {
    return each;
  }

  boolean isBags() {
    return shares != null;
  }

  /** All ids, those of a step one after the other. */
  int[] ids() {
    return ids;
  }

  /** What each row of a step contributes to its vector. */
  float share(int step) {
    return shares == null ? 1 : shares[step];
  }

  /** What the row of each id contributes to the vector of its step; zero for an id of none. */
  float[] shares() {
    float[] each = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      each[i] = shares != null && ids[i] == 0 ? 0 : share(i / this.each);
    }
    return each;
  }

  /**
   * Id in the upper and step in the lower half, sorted, of the steps that count.
   *
   * @param mask null if all of them do
   */
  long[] places(@Nullable SequenceMask mask) {
    long[] places = new long[ids.length];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      int step = i / each;
      boolean counts = mask == null || mask.counts(step / mask.batch(), step % mask.batch());
      if (counts && (shares == null || ids[i] != 0)) {
        places[count] = (long) ids[i] << Integer.SIZE | step;
        count++;
      }
    }
    Arrays.sort(places, 0, count);
    return count == places.length ? places : Arrays.copyOf(places, count);
  }
}
