package io.sequent.common.classify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decides for a class: the one with the largest {@code ln p + offset}. With two classes that is a
 * threshold on the probability of one.
 *
 * @param logOffsets what is added to each class's log probability, 0 for nothing
 */
record Decision(List<Double> logOffsets) {
  private static final double STEP = 0.1;
  private static final int STEPS = 30;
  private static final int ROUNDS = 3;

  /** Keeps the logarithm finite, as Deeplearning4j's cross-entropy does. */
  static final double MIN_PROBABILITY = 1e-10;

  Decision {
    logOffsets = List.copyOf(logOffsets);
  }

  /** The most probable class. */
  static Decision mostProbable(int classes) {
    return new Decision(Collections.nCopies(classes, 0.0));
  }

  /**
   * The decision that is best by macro F1: coordinate search over the offsets, each from -3 to 3 in
   * steps of 0.1 with the others fixed, three rounds. Of equal ones the smallest is kept.
   *
   * @param classes their names
   * @param probabilities of each example
   * @param truth the true classes
   */
  static Decision byMacroF1(List<String> classes, double[][] probabilities, int[] truth) {
    List<Double> best = new ArrayList<>(mostProbable(classes.size()).logOffsets());
    double bestF1 = macroF1(best, classes, probabilities, truth);
    for (int round = 0; round < ROUNDS; round++) {
      for (int c = 0; c < classes.size(); c++) {
        for (int i = 1; i <= 2 * STEPS; i++) {
          // 0.1, -0.1, 0.2, -0.2 and so on.
          int steps = (i + 1) / 2;
          double offset = steps * (i % 2 == 0 ? -STEP : STEP);
          List<Double> other = new ArrayList<>(best);
          other.set(c, offset);
          double f1 = macroF1(other, classes, probabilities, truth);
          if (f1 > bestF1) {
            bestF1 = f1;
            best = other;
          }
        }
      }
    }
    return new Decision(best);
  }

  private static double macroF1(
      List<Double> logOffsets, List<String> classes, double[][] probabilities, int[] truth) {
    Decision decision = new Decision(logOffsets);
    int[] chosen = new int[truth.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = decision.of(probabilities[i]);
    }
    return ClassificationReport.of(ConfusionMatrix.of(classes, truth, chosen)).classes().macroF1();
  }

  /** The class of one example. */
  int of(double... probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      if (Double.compare(score(c, probabilities), score(best, probabilities)) > 0) {
        best = c;
      }
    }
    return best;
  }

  private double score(int c, double[] probabilities) {
    return Math.log(Math.max(probabilities[c], MIN_PROBABILITY)) + logOffsets.get(c);
  }

  /**
   * The class of each example.
   *
   * @param probabilities shape [examples, classes]
   */
  int[] of(INDArray probabilities) {
    return IntStream.range(0, Math.toIntExact(probabilities.size(0)))
        .map(i -> of(probabilities.getRow(i).toDoubleVector()))
        .toArray();
  }
}
