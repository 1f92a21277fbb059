package io.sequent.common.network.crf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** All ways to tag a sequence, scored one by one in a chain with random scores. */
record Paths(
    double[][] transitions,
    double[] start,
    double[] end,
    double[][] emissions,
    ForbiddenTransitions forbidden) {

  /**
   * Random scores.
   *
   * @param deviation of each score
   */
  static Paths random(
      int tags, int time, double deviation, ForbiddenTransitions forbidden, long seed) {
    Random random = new Random(seed);
    return new Paths(
        matrix(random, tags, tags, deviation),
        matrix(random, 1, tags, deviation)[0],
        matrix(random, 1, tags, deviation)[0],
        matrix(random, time, tags, deviation),
        forbidden);
  }

  private static double[][] matrix(Random random, int rows, int columns, double deviation) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = deviation * random.nextGaussian();
      }
    }
    return matrix;
  }

  LinearChain chain() {
    return new LinearChain(transitions, start, end, forbidden);
  }

  /** Those that are possible, in lexical order. */
  List<int[]> all() {
    List<int[]> paths = List.of(new int[0]);
    for (int t = 0; t < emissions.length; t++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] path : paths) {
        for (int tag = 0; tag < start.length; tag++) {
          int[] next = Arrays.copyOf(path, t + 1);
          next[t] = tag;
          longer.add(next);
        }
      }
      paths = longer;
    }
    return paths.stream().filter(this::isPossible).toList();
  }

  private boolean isPossible(int[] path) {
    for (int t = 0; t < path.length; t++) {
      if (t == 0
          ? forbidden.starts().contains(path[0])
          : forbidden.pairs().contains(List.of(path[t - 1], path[t]))) {
        return false;
      }
    }
    return true;
  }

  double score(int[] path) {
    double score = 0;
    for (int t = 0; t < path.length; t++) {
      score += emissions[t][path[t]];
      score += t == 0 ? start[path[t]] : transitions[path[t - 1]][path[t]];
      score += t == path.length - 1 ? end[path[t]] : 0;
    }
    return score;
  }

  double logPartition() {
    List<int[]> all = all();
    double highest = all.stream().mapToDouble(this::score).max().orElseThrow();
    return highest + Math.log(all.stream().mapToDouble(p -> Math.exp(score(p) - highest)).sum());
  }

  double probability(int[] path) {
    return Math.exp(score(path) - logPartition());
  }
}
