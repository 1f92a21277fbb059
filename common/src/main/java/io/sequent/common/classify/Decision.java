package io.sequent.common.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
   * The decision that is best by macro F1.
   *
   * @param classes their names
   * @param probabilities of each example
   * @param truth the true classes
   */
  static Decision byMacroF1(List<String> classes, double[][] probabilities, int[] truth) {
    return best(
        classes.size(),
        probabilities,
        chosen ->
            ClassificationReport.of(ConfusionMatrix.of(classes, truth, chosen))
                .classes()
                .macroF1());
  }

  /**
   * The decision that is best by the macro F1 to expect if each example has the classes with the
   * probabilities given, once those of each class sum to its number of examples: the
   * decision-theoretic approach of Ye, Chai, Lee and Chieu, "Optimizing F-measure: a tale of two
   * approaches", 2012, with the F1 of expected counts, on probabilities with corrected bias as in
   * Alexandari, Kundaje and Shrikumar, "Maximum likelihood with bias-corrected calibration", 2020.
   *
   * @param classes how many there are
   * @param probabilities of each example
   * @param truth the true classes
   */
  static Decision byExpectedMacroF1(int classes, double[][] probabilities, int[] truth) {
    double[] bias = ClassBias.of(classes, probabilities, truth);
    double[][] corrected = ClassBias.corrected(probabilities, bias);
    double[] expected = ClassBias.sums(classes, corrected);
    Decision best =
        best(classes, corrected, chosen -> expectedMacroF1(corrected, expected, chosen));
    return new Decision(
        IntStream.range(0, classes).mapToObj(c -> bias[c] + best.logOffsets.get(c)).toList());
  }

  private static double expectedMacroF1(double[][] probabilities, double[] expected, int[] chosen) {
    double[] right = new double[expected.length];
    double[] all = expected.clone();
    for (int i = 0; i < chosen.length; i++) {
      right[chosen[i]] += probabilities[i][chosen[i]];
      all[chosen[i]]++;
    }
    return IntStream.range(0, all.length)
        .mapToDouble(c -> all[c] == 0 ? 0 : 2 * right[c] / all[c])
        .average()
        .orElse(0);
  }

  /**
   * A coordinate search over the offsets, each from -3 to 3 in steps of 0.1 with the others fixed,
   * three rounds. Of equal ones the smallest is kept.
   *
   * @param score how good chosen classes are
   */
  private static Decision best(
      int classes, double[][] probabilities, ToDoubleFunction<int[]> score) {
    Decision best = mostProbable(classes);
    double bestScore = score.applyAsDouble(best.each(probabilities));
    for (int round = 0; round < ROUNDS; round++) {
      for (int c = 0; c < classes; c++) {
        for (int i = 1; i <= 2 * STEPS; i++) {
          // 0.1, -0.1, 0.2, -0.2 and so on.
          int steps = (i + 1) / 2;
          List<Double> offsets = new ArrayList<>(best.logOffsets);
          offsets.set(c, steps * (i % 2 == 0 ? -STEP : STEP));
          Decision other = new Decision(offsets);
          double otherScore = score.applyAsDouble(other.each(probabilities));
          if (otherScore > bestScore) {
            bestScore = otherScore;
            best = other;
          }
        }
      }
    }
    return best;
  }

  private int[] each(double[][] probabilities) {
    return Arrays.stream(probabilities).mapToInt(this::of).toArray();
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
