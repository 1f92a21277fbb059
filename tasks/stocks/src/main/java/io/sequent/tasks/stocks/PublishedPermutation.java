package io.sequent.tasks.stocks;

import java.util.stream.IntStream;

/**
 * The order into which NumPy's {@code RandomState(seed).permutation(size)} brings 0 to {@code size
 * - 1}, and with it the division of scikit-learn's {@code train_test_split(random_state=seed)}: a
 * published figure can only be compared on the very windows that it was measured on.
 *
 * <p>The numbers are those of the Mersenne Twister MT19937 (Matsumoto and Nishimura, ACM
 * Transactions on Modeling and Computer Simulation 8, 1998), seeded as its authors' {@code
 * init_genrand} of 2002 does. Places are drawn by masking and rejection.
 */
final class PublishedPermutation {
  private static final int WORDS = 624;
  private static final int SHIFT = 397;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;
  private static final int TWIST = 0x9908b0df;

  private final int[] state = new int[WORDS];
  private int next = WORDS;

  private PublishedPermutation(int seed) {
    state[0] = seed;
    for (int i = 1; i < WORDS; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /**
   * The permutation.
   *
   * @param seed at least 0
   * @param size how many numbers, at least 1
   */
  static int[] of(int seed, int size) {
    PublishedPermutation random = new PublishedPermutation(seed);
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.upTo(i);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** A number from 0 to {@code most}, both included. */
  private int upTo(int most) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(most);
    int drawn = nextInt() & mask;
    while (drawn > most) {
      drawn = nextInt() & mask;
    }
    return drawn;
  }

  private int nextInt() {
    if (next == WORDS) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < WORDS; i++) {
      int y = (state[i] & UPPER) | (state[(i + 1) % WORDS] & LOWER);
      state[i] = state[(i + SHIFT) % WORDS] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
  }
}
