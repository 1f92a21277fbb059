package io.sequent.common.tune;

import java.util.List;
import java.util.Random;

/** The density of the values of a setting over the positions of its domain. */
interface Density {
  /** A position, 0..1, drawn from it. */
  double draw(Random random);

  /** The logarithm of the density at a position. */
  double log(double position);

  /**
   * An estimate from the tried values and a uniform prior, which counts as one of them.
   *
   * @param positions of the values
   */
  static Density of(Domain domain, List<Double> positions) {
    return domain instanceof Choices choices
        ? new ChoiceDensity(choices, positions)
        : new ParzenDensity(positions);
  }
}
