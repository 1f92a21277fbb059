package io.sequent.common.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * A bracket of Hyperband: successive halving of configurations, from few epochs to all.
 *
 * @param rungs in order; each continues the best configurations of the one before
 */
record Bracket(List<Rung> rungs) {
  /**
   * A rung.
   *
   * @param configurations number of configurations
   * @param epochs up to which each of them is trained
   */
  record Rung(int configurations, int epochs) {}

  Bracket {
    rungs = List.copyOf(rungs);
  }

  /**
   * A bracket of {@code s + 1} rungs.
   *
   * @param s how often the configurations are reduced
   * @param best number of configurations that reach the last rung
   * @param epochs of the last rung, at least {@code eta} to the power of {@code s}
   * @param eta factor from rung to rung, which divides configurations and multiplies epochs
   */
  static Bracket of(int s, int best, int epochs, int eta) {
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i <= s; i++) {
      double division = Math.pow(eta, s - i);
      rungs.add(new Rung((int) (best * division), (int) Math.round(epochs / division)));
    }
    return new Bracket(rungs);
  }

  /** Epochs in total, where each training continues from the rung before. */
  long epochs() {
    long sum = 0;
    int before = 0;
    for (Rung rung : rungs) {
      sum += (long) rung.configurations() * (rung.epochs() - before);
      before = rung.epochs();
    }
    return sum;
  }

  int configurations() {
    return rungs.get(0).configurations();
  }

  /** The number of trainings: the sum of configurations over all rungs. */
  int trials() {
    return rungs.stream().mapToInt(Rung::configurations).sum();
  }
}
