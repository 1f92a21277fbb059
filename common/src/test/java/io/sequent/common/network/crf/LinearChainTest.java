package io.sequent.common.network.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against sums and maxima over all ways to tag a sequence. */
class LinearChainTest {
  private static final ForbiddenTransitions IOB2 =
      ForbiddenTransitions.iob2(List.of("O", "B-X", "I-X"));

  /** With scores so far apart that most probabilities are zero to a double, too. */
  static Stream<Paths> cases() {
    List<Paths> cases = new ArrayList<>();
    for (ForbiddenTransitions forbidden : List.of(ForbiddenTransitions.none(), IOB2)) {
      for (double deviation : new double[] {0, 1, 30, 500, 1e4}) {
        for (int time : new int[] {1, 2, 4}) {
          cases.add(Paths.random(3, time, deviation, forbidden, cases.size()));
        }
      }
    }
    cases.add(Paths.random(1, 3, 2, ForbiddenTransitions.none(), 1));
    cases.add(Paths.random(5, 4, 2, ForbiddenTransitions.none(), 1));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logPartitionSumsOverAllPaths(Paths paths) {
    double expected = paths.logPartition();
    assertThat(paths.chain().logPartition(paths.emissions()))
        .isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoreAddsUpAlongThePath(Paths paths) {
    for (int[] path : paths.all()) {
      assertThat(paths.chain().score(paths.emissions(), path))
          .isCloseTo(paths.score(path), within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void marginalsSumOverThePathsThroughATag(Paths paths) {
    double[][] marginals = paths.chain().marginals(paths.emissions());
    for (int t = 0; t < marginals.length; t++) {
      int step = t;
      for (int i = 0; i < marginals[t].length; i++) {
        int tag = i;
        double expected =
            paths.all().stream()
                .filter(path -> path[step] == tag)
                .mapToDouble(paths::probability)
                .sum();
        assertThat(marginals[t][i]).as("tag %d at %d", tag, t).isCloseTo(expected, within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void viterbiFindsTheBestPath(Paths paths) {
    int[] best = paths.all().stream().max(Comparator.comparingDouble(paths::score)).orElseThrow();
    int[] found = paths.chain().viterbi(paths.emissions());
    assertThat(paths.score(found)).isCloseTo(paths.score(best), within(1e-9));
    assertThat(paths.all()).anyMatch(path -> Arrays.equals(path, found));
  }

  /** Expected counts less those of the truth. */
  @ParameterizedTest
  @MethodSource("cases")
  void gradientOfTheLossIsTheDifferenceOfCounts(Paths paths) {
    int[] truth = paths.all().get(paths.all().size() / 2);
    ChainLoss loss = new ChainLoss(paths.chain());
    double[][] emissions = loss.add(paths.emissions(), truth);

    double[][] byEmissions = new double[emissions.length][paths.start().length];
    double[][] byTransitions = new double[paths.start().length][paths.start().length];
    double[] byStart = new double[paths.start().length];
    double[] byEnd = new double[paths.start().length];
    for (int[] path : paths.all()) {
      double weight = paths.probability(path) - (Arrays.equals(path, truth) ? 1 : 0);
      byStart[path[0]] += weight;
      byEnd[path[path.length - 1]] += weight;
      for (int t = 0; t < path.length; t++) {
        byEmissions[t][path[t]] += weight;
        if (t > 0) {
          byTransitions[path[t - 1]][path[t]] += weight;
        }
      }
    }
    assertThat(loss.sum())
        .isCloseTo(
            paths.logPartition() - paths.score(truth),
            within(1e-12 * (1 + Math.abs(paths.logPartition()))));
    assertClose(emissions, byEmissions);
    assertClose(loss.transitions(), byTransitions);
    assertClose(new double[][] {loss.start(), loss.end()}, new double[][] {byStart, byEnd});
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-9));
    }
  }

  /** Of each path the geometric mean of its probabilities, normalised. */
  @Test
  void chainsTogetherGiveTheGeometricMeanOfTheirProbabilities() {
    Paths one = Paths.random(3, 4, 1, IOB2, 1);
    Paths other = Paths.random(3, 4, 1, IOB2, 2);
    double[][] emissions = new double[4][3];
    for (int t = 0; t < 4; t++) {
      for (int tag = 0; tag < 3; tag++) {
        emissions[t][tag] = (one.emissions()[t][tag] + other.emissions()[t][tag]) / 2;
      }
    }
    LinearChain both = LinearChain.pooled(List.of(one.chain(), other.chain()));
    double sum = one.all().stream().mapToDouble(p -> geometricMean(one, other, p)).sum();
    for (int[] path : one.all()) {
      double expected = geometricMean(one, other, path) / sum;
      assertThat(Math.exp(-both.loss(emissions, path))).isCloseTo(expected, within(1e-12));
    }
    int[] best =
        one.all().stream()
            .max(Comparator.comparingDouble(path -> geometricMean(one, other, path)))
            .orElseThrow();
    assertThat(both.viterbi(emissions)).containsExactly(best);
    assertThat(both.marginals(emissions)[0][2]).as("a sentence cannot begin inside").isZero();
  }

  private static double geometricMean(Paths one, Paths other, int[] path) {
    return Math.sqrt(one.probability(path) * other.probability(path));
  }

  @Test
  void chainsThatForbidOtherThingsHaveNothingInCommon() {
    LinearChain iob2 = Paths.random(3, 1, 1, IOB2, 1).chain();
    LinearChain free = Paths.random(3, 1, 1, ForbiddenTransitions.none(), 1).chain();
    assertThat(LinearChain.pooled(List.of(iob2))).isSameAs(iob2);
    assertThatThrownBy(() -> LinearChain.pooled(List.of(iob2, free)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forbiddenTagsHaveProbabilityZeroHoweverTheyScore() {
    double[][] transitions = {{0, 0, 1e6}, {0, 0, 0}, {0, 0, 0}};
    LinearChain chain = new LinearChain(transitions, new double[] {0, 0, 1e6}, new double[3], IOB2);
    double[][] emissions = {{5, 0, 100}, {0, 0, 100}};
    // I-X at the start and after O would be the best by far.
    assertThat(chain.viterbi(emissions)).containsExactly(1, 2);
    double[][] marginals = chain.marginals(emissions);
    assertThat(marginals[0][2]).isZero();
    assertThat(marginals[1][2]).isCloseTo(1, within(1e-12));
    assertThat(marginals[0][1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void forbiddenTruthIsRefusedWithItsStep() {
    LinearChain chain = new LinearChain(new double[3][3], new double[3], new double[3], IOB2);
    double[][] emissions = new double[2][3];
    assertThatThrownBy(() -> chain.loss(emissions, new int[] {0, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels with tag 2 at step 1 after tag 0, which is forbidden");
    assertThatThrownBy(() -> chain.loss(emissions, new int[] {2, 2}))
        .hasMessage("labels with tag 2 at step 0 as the first, which is forbidden");
  }

  @Test
  void sequenceWithoutStepsCostsNothing() {
    LinearChain chain = Paths.random(3, 0, 1, IOB2, 1).chain();
    double[][] none = new double[0][];
    assertThat(chain.logPartition(none)).isZero();
    assertThat(chain.score(none, new int[0])).isZero();
    assertThat(chain.viterbi(none)).isEmpty();
    assertThat(chain.marginals(none)).isEmpty();
    ChainLoss loss = new ChainLoss(chain);
    assertThat(loss.add(none, new int[0])).isEmpty();
    assertThat(loss.sum()).isZero();
    assertThat(loss.start()).containsOnly(0);
  }

  @Test
  void longSequencesStayFinite() {
    Paths paths = Paths.random(9, 5000, 5, ForbiddenTransitions.none(), 3);
    double[][] marginals = paths.chain().marginals(paths.emissions());
    for (double[] step : marginals) {
      assertThat(Arrays.stream(step).sum()).isCloseTo(1, within(1e-9));
    }
  }

  /** Such is a training that diverges; the loss has to say so. */
  @Test
  void numbersThatAreNotFiniteComeThrough() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      double[][] emissions = {{0, 0, 0}, {0, bad, 0}};
      LinearChain chain = new LinearChain(new double[3][3], new double[3], new double[3], IOB2);
      assertThat(chain.loss(emissions, new int[] {0, 0})).isNaN();
      assertThat(chain.viterbi(emissions)).hasSize(2);
    }
  }

  @Test
  void iob2LetsNothingContinueButItsOwnKind() {
    ForbiddenTransitions forbidden =
        ForbiddenTransitions.iob2(List.of("O", "B-LOC", "B-PER", "I-LOC", "I-PER"));
    assertThat(forbidden.starts()).containsExactly(3, 4);
    assertThat(forbidden.pairs())
        .containsExactly(
            List.of(0, 3),
            List.of(2, 3),
            List.of(4, 3),
            List.of(0, 4),
            List.of(1, 4),
            List.of(3, 4));
  }

  @Test
  void forbiddenTransitionsAreOfTheTagsThereAre() {
    ForbiddenTransitions four = new ForbiddenTransitions(List.of(), List.of(List.of(0, 4)));
    assertThatThrownBy(() -> new LinearChainCrf.Builder(4).forbidden(four).build())
        .hasMessage("forbidden transition with tag 4, expected 0 to 3");
    assertThatThrownBy(() -> new ForbiddenTransitions(List.of(), List.of(List.of(1))))
        .hasMessage("transition [1], expected [from, to]");
  }
}
