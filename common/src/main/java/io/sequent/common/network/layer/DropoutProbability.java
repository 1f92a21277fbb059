package io.sequent.common.network.layer;

/** The range of a dropout probability. */
public final class DropoutProbability {
  private DropoutProbability() {}

  /**
   * Checks a probability.
   *
   * @param what names it in the message, such as "token dropout"
   * @return the same
   * @throws IllegalArgumentException if it is not from 0 to less than 1
   */
  public static double require(String what, double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "%s %s, expected from 0 to less than 1".formatted(what, probability));
    }
    return probability;
  }
}
