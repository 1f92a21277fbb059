package io.sequent.common.network.layer.embedding;

import io.sequent.common.network.layer.SequenceMask;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rows of a table that each step of a batch looks up, steps in time-major order. */
final class Lookup {
  private final int[] ids;
  private final int each;
  private final float @Nullable [] shares; // of all rows of a step
  private final float @Nullable [] weights; // of each row

  private Lookup(int[] ids, int each, float @Nullable [] shares, float @Nullable [] weights) {
    this.ids = ids;
    this.each = each;
    this.shares = shares;
    this.weights = weights;
  }

  /** One row a step. */
  static Lookup tokens(int[] ids) {
    return new Lookup(ids, 1, null, null);
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
    return new Lookup(ids, each, shares, null);
  }

  /**
   * The sum of several rows a step, each by a weight.
   *
   * @param ids those of a step one after the other, 0 for none
   * @param each how many a step has
   * @param weights of the ids
   */
  static Lookup weighted(int[] ids, int each, float[] weights) {
    return new Lookup(ids, each, null, weights);
  }

  int steps() {
    return ids.length / each;
  }

  int each() {
    return each;
  }

  /** Whether a step has several rows. */
  boolean isBags() {
    return shares != null || weights != null;
  }

  /** All ids, those of a step one after the other. */
  int[] ids() {
    return ids;
  }

  /** What the sum of a step's rows is multiplied by. */
  float share(int step) {
    return shares == null ? 1 : shares[step];
  }

  /** What the row of an id is multiplied by before it is added. */
  float weight(int index) {
    return weights == null ? 1 : weights[index];
  }

  /** What the row of an id contributes to the vector of its step. */
  float contribution(int index) {
    return isBags() && ids[index] == 0 ? 0 : weight(index) * share(index / each);
  }

  /** The contribution of each id. */
  float[] contributions() {
    float[] all = new float[ids.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = contribution(i);
    }
    return all;
  }

  /**
   * Id in the upper and its index in the lower half, sorted, of the steps that count.
   *
   * @param mask null if all of them do
   */
  long[] places(@Nullable SequenceMask mask) {
    long[] places = new long[ids.length];
    int count = 0;
    for (int i = 0; i < ids.length; i++) {
      int step = i / each;
      boolean counts = mask == null || mask.counts(step / mask.batch(), step % mask.batch());
      if (counts && (!isBags() || ids[i] != 0)) {
        places[count] = (long) ids[i] << Integer.SIZE | i;
        count++;
      }
    }
    Arrays.sort(places, 0, count);
    return count == places.length ? places : Arrays.copyOf(places, count);
  }
}
