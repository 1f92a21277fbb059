package io.sequent.common.tune;

import io.sequent.common.study.results.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The best objective of a search as a function of the epochs spent.
 *
 * @param points where it improved, in order
 */
record BestSoFar(List<Point> points) {
  BestSoFar {
    points = List.copyOf(points);
  }

  /**
   * A trial that improved the objective.
   *
   * @param epochs spent when it was done, of one seed
   * @param objective its objective
   */
  record Point(long epochs, double objective) {}

  /** From the trials that are done, in the order of their proposals. */
  static BestSoFar of(List<TrialResult> trials) {
    List<Point> points = new ArrayList<>();
    Map<Map<String, String>, Integer> most = new HashMap<>();
    long spent = 0;
    double least = Double.POSITIVE_INFINITY;
    for (TrialResult result : trials) {
      Trial trial = result.trial();
      if (trial.isUnderWay()) {
        continue;
      }
      int before = most.getOrDefault(trial.proposal().values(), 0);
      int now = Math.max(before, trial.proposal().epochs());
      most.put(trial.proposal().values(), now);
      spent += now - before; // A longer training continues a shorter one.
      if (trial.loss() < least) {
        least = trial.loss();
        points.add(new Point(spent, result.objective()));
      }
    }
    return new BestSoFar(points);
  }

  /** The mean of several searches, from the point where each of them has a trial. */
  static BestSoFar mean(List<BestSoFar> searches) {
    long[] epochs =
        searches.stream()
            .flatMap(search -> search.points.stream())
            .mapToLong(Point::epochs)
            .distinct()
            .sorted()
            .toArray();
    List<Point> points = new ArrayList<>();
    for (long spent : epochs) {
      double mean = Figures.mean(searches.stream().map(search -> search.at(spent)).toList());
      if (Double.isFinite(mean)) {
        points.add(new Point(spent, mean));
      }
    }
    return new BestSoFar(points);
  }

  /** The best objective after the given number of epochs; NaN before the first trial. */
  double at(long epochs) {
    double best = Double.NaN;
    for (Point point : points) {
      if (point.epochs <= epochs) {
        best = point.objective;
      }
    }
    return best;
  }
}
