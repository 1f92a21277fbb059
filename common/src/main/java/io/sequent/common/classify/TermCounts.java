package io.sequent.common.classify;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** In how many of the training texts of each class each term occurs. */
final class TermCounts {
  private final int documents;
  private final int[][] frequencies; // of each class, by term
  private final double[] smoothed; // of each class, the sum of its frequencies and of one a term
  private final double[] others; // of each class, the same of all other classes together

  /**
   * Counts.
   *
   * @param texts the terms of each text
   * @param labels the class of each text
   * @param classes how many there are
   */
  TermCounts(List<List<String>> texts, int[] labels, int classes, TermIds ids) {
    documents = texts.size();
    frequencies = new int[classes][ids.count()];
    for (int i = 0; i < labels.length; i++) {
      int[] ofClass = frequencies[labels[i]];
      IntStream.of(ids.all(texts.get(i))).distinct().forEach(id -> ofClass[id]++);
    }
    smoothed = new double[classes];
    for (int c = 0; c < classes; c++) {
      smoothed[c] = IntStream.of(frequencies[c]).asLongStream().sum() + frequencies[c].length;
    }
    double all = DoubleStream.of(smoothed).sum();
    // Each class was smoothed with one a term, all others together are to be, too.
    others = DoubleStream.of(smoothed).map(one -> all - one - (classes - 2.0) * terms()).toArray();
  }

  /** How many texts there are. */
  int documents() {
    return documents;
  }

  /** How many terms there are. */
  int terms() {
    return frequencies[0].length;
  }

  /** In how many texts a term occurs. */
  int frequency(int term) {
    int sum = 0;
    for (int[] ofClass : frequencies) {
      sum += ofClass[term];
    }
    return sum;
  }

  /** How strongly a term points to one class, see {@link TermWeighting#NAIVE_BAYES}. */
  double largestLogRatio(int term) {
    int all = frequency(term);
    double largest = 0;
    for (int c = 0; c < smoothed.length; c++) {
      double p = (1.0 + frequencies[c][term]) / smoothed[c];
      double q = (1.0 + all - frequencies[c][term]) / others[c];
      largest = Math.max(largest, Math.abs(Math.log(p / q)));
    }
    return largest;
  }
}
