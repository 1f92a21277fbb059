package io.sequent.common.evaluation;

/** Checks that what is compared has the same length. */
public final class Sizes {
  private Sizes() {}

  public static void same(String a, int sizeOfA, String b, int sizeOfB) {
    if (sizeOfA != sizeOfB) {
      throw new IllegalArgumentException(
          "%s of size %d, %s of size %d, expected the same".formatted(a, sizeOfA, b, sizeOfB));
    }
  }

  public static void notEmpty(String what, int size) {
    if (size == 0) {
      throw new IllegalArgumentException(what + " is empty, expected at least one");
    }
  }
}
