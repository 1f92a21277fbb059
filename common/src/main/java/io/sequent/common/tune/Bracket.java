package io.sequent.common.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * A bracket of Hyperband: successive halving of so many configurations, from few epochs to all.
 *
 * @param rungs in order; each takes the best of the one before
 */
record Bracket(List<Rung> rungs) {
  /**
   * A rung.
   *
   * @param configurations how many are trained
   * @param epochs up to how many each of them is
   */
  record Rung(int configurations, int epochs) {}

  Bracket {
    rungs = List.copyOf(rungs);
  }

  /**
   * A bracket of {@code s + 1} rungs.
   *
   * @param s how often the configurations are cut down
   * @param best how many reach the last rung
   * @param epochs of the last rung, at least {@code eta} to the power of {@code s}
   * @param eta what configurations are divided and epochs multiplied by from rung to rung
   */
  static Bracket of(int s, int best, int epochs, int eta) {
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i <= s; i++) {
      double division = Math.pow(eta, s - i);
      rungs.add(new Rung((int) (best * division), (int) Math.round(epochs / division)));
    }
    return new Bracket(rungs);
  }

  /** Epochs in all, where each training goes on from where the rung before left it. */
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

  /** Rungs of all configurations together. */
  int trials() {
    return rungs.stream().mapToInt(Rung::configurations).sum();
  }
}
