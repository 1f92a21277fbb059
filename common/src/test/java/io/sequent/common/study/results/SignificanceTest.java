package io.sequent.common.study.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.evaluation.ClassScores.Score;
import io.sequent.common.evaluation.ExampleScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificanceTest {
  private static final double LEAST = 2.0 / (Significance.RESAMPLES + 1);

  private static ExampleScores scores(int size, DoubleSupplier each) {
    return ExampleScores.of(DoubleStream.generate(each).limit(size).toArray());
  }

  /** Hits of two models that differ on {@code onlyA + onlyB} of 50 more examples. */
  private static List<ExampleScores> hits(int onlyA, int onlyB) {
    double[] a = new double[50 + onlyA + onlyB];
    double[] b = a.clone();
    Arrays.fill(a, 25, 50 + onlyA, 1);
    Arrays.fill(b, 25, 50, 1);
    Arrays.fill(b, 50 + onlyA, b.length, 1);
    return List.of(ExampleScores.of(a), ExampleScores.of(b));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 2, 0.03857421875", // 2 (1 + 12 + 66) / 2^12
    "2, 10, 0.03857421875",
    "5, 0, 0.0625", // 2 / 2^5
    "1, 0, 1",
    "4, 4, 1",
    "0, 0, 1",
    "600, 500, 0.0028195449914", // twice the sum of 1100 over 0 to 500, / 2^1100
  })
  void hitsOfOneSeedEachAreComparedByMcNemarsExactTest(int onlyA, int onlyB, double p) {
    List<ExampleScores> models = hits(onlyA, onlyB);
    assertThat(Significance.pValue(models.subList(0, 1), models.subList(1, 2)))
        .isCloseTo(p, within(1e-11));
  }

  @Test
  void exactTestIsNeverZero() {
    List<ExampleScores> models = hits(3000, 0);
    assertThat(Significance.pValue(models.subList(0, 1), models.subList(1, 2)))
        .isPositive()
        .isLessThan(1e-300);
  }

  @Test
  void identicalModelsCannotBeToldApart() {
    Random random = new Random(1);
    List<ExampleScores> seeds =
        List.of(scores(100, random::nextDouble), scores(100, random::nextDouble));
    assertThat(Significance.pValue(seeds, seeds)).isEqualTo(1);
    List<ExampleScores> tagger = spans(random, 0.5, 2);
    assertThat(Significance.pValue(tagger, tagger)).isEqualTo(1);
  }

  @Test
  void severalModelsAgainstOneGiveWhatEachAloneGives() {
    Random random = new Random(2);
    List<ExampleScores> one = List.of(scores(60, random::nextGaussian));
    List<List<ExampleScores>> others =
        List.of(
            one,
            List.of(scores(60, () -> 0.3 + random.nextGaussian())),
            List.of(scores(60, random::nextGaussian), scores(60, random::nextGaussian)));
    double[] together = Significance.pValues(one, others);
    assertThat(together).hasSize(3).doesNotHaveDuplicates();
    for (int i = 0; i < 3; i++) {
      assertThat(together[i]).isEqualTo(Significance.pValue(others.get(i), one));
    }
  }

  @Test
  void clearDifferenceIsFoundInEitherDirection() {
    Random random = new Random(2);
    List<ExampleScores> a = List.of(scores(300, random::nextGaussian));
    List<ExampleScores> b = List.of(scores(300, () -> random.nextGaussian() + 1));
    assertThat(Significance.pValue(a, b)).isEqualTo(LEAST);
    assertThat(Significance.pValue(b, a)).isEqualTo(LEAST);
    List<ExampleScores> good = spans(random, 0.9, 2);
    List<ExampleScores> bad = spans(random, 0.7, 3);
    assertThat(Significance.pValue(good, bad)).isEqualTo(LEAST);
  }

  @Test
  void pairsTellSmallDifferencesThatExamplesApartWouldHide() {
    Random random = new Random(3);
    double[] a = DoubleStream.generate(() -> 100 * random.nextGaussian()).limit(200).toArray();
    double[] b = Arrays.stream(a).map(x -> x + 1 + random.nextGaussian()).toArray();
    List<ExampleScores> one = List.of(ExampleScores.of(a));
    assertThat(Significance.pValue(one, List.of(ExampleScores.of(b)))).isEqualTo(LEAST);
    List<Double> mixed = new ArrayList<>(Arrays.stream(b).boxed().toList());
    Collections.shuffle(mixed, random);
    ExampleScores unpaired =
        ExampleScores.of(mixed.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(Significance.pValue(one, List.of(unpaired))).isGreaterThan(0.2);
  }

  /** The p-value of Student's paired t-test, which the bootstrap comes near for many examples. */
  @Test
  void scoresComeNearThePairedTTest() {
    // Differences of mean 0.2 and deviation 1: t = 0.2 sqrt(100) = 2, p = 0.048 with 99 degrees.
    double[] a = new double[100];
    for (int i = 0; i < 100; i++) {
      a[i] = 0.2 + (i % 2 == 0 ? 1 : -1) * Math.sqrt(0.99);
    }
    double p =
        Significance.pValue(
            List.of(ExampleScores.of(a)), List.of(ExampleScores.of(new double[100])));
    assertThat(p).isCloseTo(0.048, within(0.015));
  }

  @Test
  void aboutOneInTwentyEqualModelsSeemsDifferent() {
    Random random = new Random(4);
    int pairs = 400;
    long different =
        IntStream.range(0, pairs)
            .filter(
                i ->
                    Significance.pValue(
                            List.of(scores(100, random::nextGaussian)),
                            List.of(scores(100, random::nextGaussian)))
                        < 0.05)
            .count();
    // Binomial of 400 with 0.05: mean 20, deviation 4.4.
    assertThat(different).isBetween(10L, 33L);
  }

  @Test
  void seedsOfAModelCountTogether() {
    Random random = new Random(5);
    // Eighths, whose sums are exact.
    double[] base = random.ints(200, 0, 8).mapToDouble(eighths -> eighths / 8.0).toArray();
    double[] up = Arrays.stream(base).map(x -> x + 0.5).toArray();
    double[] down = Arrays.stream(base).map(x -> x - 0.5).toArray();
    List<ExampleScores> both = List.of(ExampleScores.of(up), ExampleScores.of(down));
    List<ExampleScores> one = List.of(ExampleScores.of(base));
    assertThat(Significance.pValue(both, one)).isEqualTo(1);
    assertThat(Significance.pValue(both.subList(0, 1), one)).isEqualTo(LEAST);
    assertThat(Significance.interval(both)).isEqualTo(Significance.interval(one));
  }

  @Test
  void intervalIsThatOfTheNormalDistributionForManyScores() {
    Random random = new Random(6);
    ExampleScores scores = scores(2000, () -> 10 + 3 * random.nextGaussian());
    Significance.Interval interval = Significance.interval(List.of(scores));
    double half = 1.96 * 3 / Math.sqrt(2000);
    assertThat(interval.low()).isCloseTo(scores.metric() - half, within(0.15 * half));
    assertThat(interval.high()).isCloseTo(scores.metric() + half, within(0.15 * half));
    assertThat(Significance.interval(List.of(scores))).isEqualTo(interval);
  }

  @Test
  void intervalOfSpansHoldsTheirF1() {
    List<ExampleScores> tagger = spans(new Random(7), 0.8, 1);
    Significance.Interval interval = Significance.interval(tagger);
    assertThat(tagger.get(0).metric()).isBetween(interval.low(), interval.high());
    assertThat(interval.high() - interval.low()).isBetween(0.01, 0.1);
  }

  @Test
  void scoresThatDoNotBelongTogetherAreRefused() {
    ExampleScores two = ExampleScores.of(new double[] {1, 0});
    ExampleScores three = ExampleScores.of(new double[] {1, 0, 1});
    ExampleScores spans = ExampleScores.ofSpans(List.of(new Score(1, 1, 1), new Score(0, 1, 1)));
    List.of(
            List.of(List.of(two), List.of(three)),
            List.of(List.of(two, three), List.of(two)),
            List.of(List.of(two), List.of(spans)),
            List.of(List.of(two), List.<ExampleScores>of()))
        .forEach(
            pair ->
                assertThatThrownBy(() -> Significance.pValue(pair.get(0), pair.get(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected"));
  }

  @Test
  void metricThatIsNotFiniteIsNotCompared() {
    List<ExampleScores> infinite =
        List.of(ExampleScores.of(new double[] {1, Double.POSITIVE_INFINITY}));
    List<ExampleScores> finite = List.of(ExampleScores.of(new double[] {1, 2}));
    assertThat(Significance.pValue(infinite, finite)).isNaN();
    assertThat(Significance.pValue(finite, infinite)).isNaN();
  }

  @Test
  void holmRaisesTheSmallestMostAndKeepsTheOrder() {
    assertThat(Significance.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    assertThat(Significance.holm(new double[] {0.6, Double.NaN, 0.02}))
        .containsExactly(new double[] {0.6, Double.NaN, 0.04}, within(1e-15));
    assertThat(Significance.holm(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(Significance.holm(new double[0])).isEmpty();
  }

  /** A tagger that finds spans with a probability, and as many false ones, on 400 sentences. */
  private static List<ExampleScores> spans(Random random, double found, int seeds) {
    return IntStream.range(0, seeds)
        .mapToObj(
            seed ->
                ExampleScores.ofSpans(
                    IntStream.range(0, 400)
                        .mapToObj(
                            i -> {
                              int actual = i % 4;
                              int correct = 0;
                              for (int s = 0; s < actual; s++) {
                                correct += random.nextDouble() < found ? 1 : 0;
                              }
                              return new Score(correct, actual, actual);
                            })
                        .toList()))
        .toList();
  }
}
