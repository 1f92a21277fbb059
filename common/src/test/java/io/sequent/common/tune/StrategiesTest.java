package io.sequent.common.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.UserError;
import io.sequent.common.tune.Bracket.Rung;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrategiesTest {
  private static Strategy strategy(StrategyKind kind, String yaml, int trials, long seed)
      throws IOException {
    Space space = Spaces.of(yaml);
    Budget budget = new Budget(trials, 9);
    return switch (kind) {
      case DEFAULT -> new DefaultSettings(budget);
      case GRID -> new GridSearch(space, budget);
      case RANDOM -> new RandomSearch(space, budget, seed);
      case HYPERBAND -> new Hyperband(space, budget, 3, seed);
      case BAYES -> new BayesianSearch(space, budget, seed);
    };
  }

  private static List<Map<String, String>> values(List<Trial> trials) {
    return trials.stream().map(trial -> trial.proposal().values()).toList();
  }

  @Test
  void defaultsAreOneFullTrainingThatChangesNothing() throws IOException {
    Strategy defaults = strategy(StrategyKind.DEFAULT, Spaces.MIXED, 36, 1);
    List<Trial> trials = Spaces.search(defaults, proposal -> 0);
    assertThat(trials).extracting(Trial::proposal).containsExactly(new Proposal(Map.of(), 9));
    assertThat(defaults.trials()).isEqualTo(1);
    assertThat(defaults.epochs()).isEqualTo(9);
  }

  @Test
  void gridHasEveryCombinationOnceAndNoneForWhatIsNotSearched() throws IOException {
    Strategy grid = strategy(StrategyKind.GRID, Spaces.MIXED, 36, 1);
    List<Trial> trials = Spaces.search(grid, proposal -> 0);
    assertThat(values(trials)).hasSize((1 + 2) * 4 * 3).doesNotHaveDuplicates();
    assertThat(trials).hasSize(grid.trials());
    assertThat(values(trials))
        .filteredOn(values -> "max".equals(values.get("pooling")))
        .hasSize(12)
        .noneMatch(values -> values.containsKey("attention-size"));
    assertThat(values(trials).get(0))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("pooling", "max", "hidden", "32", "dropout", "0"));
    assertThat(values(trials))
        .extracting(values -> values.get("dropout"))
        .containsOnly("0", "0.25", "0.5");
  }

  @Test
  void gridRefusesRangesWithoutGridAndMoreCombinationsThanTrials() {
    assertThatThrownBy(() -> strategy(StrategyKind.GRID, Spaces.SMOOTH, 20, 1))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(
            "made-up.yaml:2: setting 'learning-rate': a grid needs discrete values, expected"
                + " 'points'");
    assertThatThrownBy(() -> strategy(StrategyKind.GRID, Spaces.MIXED, 35, 1))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("more combinations than 35");
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "BAYES"})
  void smallSpaceIsSearchedToItsEndAndNothingTwice(StrategyKind kind) throws IOException {
    List<Trial> trials =
        Spaces.search(strategy(kind, Spaces.MIXED, 100, 3), p -> p.values().hashCode());
    assertThat(values(trials)).hasSize(36).doesNotHaveDuplicates();
  }

  @Test
  void bracketsAreThoseOfThePublishedTable() {
    List<List<Rung>> rungs = Hyperband.round(81, 3).stream().map(Bracket::rungs).toList();
    assertThat(rungs)
        .containsExactly(
            List.of(
                new Rung(81, 1), new Rung(27, 3), new Rung(9, 9), new Rung(3, 27), new Rung(1, 81)),
            List.of(new Rung(27, 3), new Rung(9, 9), new Rung(3, 27), new Rung(1, 81)),
            List.of(new Rung(9, 9), new Rung(3, 27), new Rung(1, 81)),
            List.of(new Rung(6, 27), new Rung(2, 81)),
            List.of(new Rung(5, 81)));
  }

  @Test
  void bracketsOfEpochsThatAreNoPowerEndWithAllEpochs() {
    assertThat(Hyperband.round(10, 3).get(0).rungs())
        .containsExactly(new Rung(9, 1), new Rung(3, 3), new Rung(1, 10));
    assertThat(Hyperband.round(1, 3)).hasSize(1);
  }

  @Test
  void planFitsIntoItsBudgetAndLeavesLessThanOneTraining() {
    for (int trials = 1; trials < 60; trials++) {
      for (int epochs : new int[] {1, 2, 5, 9, 10, 27}) {
        Budget budget = new Budget(trials, epochs);
        List<Bracket> plan = Hyperband.plan(budget, 3);
        long spent = plan.stream().mapToLong(Bracket::epochs).sum();
        assertThat(spent).isBetween(budget.allEpochs() - epochs + 1, budget.allEpochs());
        assertThat(plan)
            .allSatisfy(
                bracket ->
                    assertThat(bracket.rungs().get(bracket.rungs().size() - 1).epochs())
                        .isEqualTo(epochs));
      }
    }
  }

  @Test
  void hyperbandGoesOnWithTheBestOfARungAndSpendsWhatItSaid() throws IOException {
    Hyperband hyperband = (Hyperband) strategy(StrategyKind.HYPERBAND, Spaces.SMOOTH, 10, 1);
    List<Trial> trials = Spaces.search(hyperband, Spaces::bowl);
    assertThat(trials).hasSize(hyperband.trials());
    List<Trial> first = trials.subList(0, 9);
    assertThat(first).allMatch(trial -> trial.proposal().epochs() == 1);
    List<Map<String, String>> best =
        first.stream()
            .sorted(Comparator.comparingDouble(Trial::loss))
            .limit(3)
            .map(trial -> trial.proposal().values())
            .toList();
    assertThat(values(trials.subList(9, 12))).isEqualTo(best);
    assertThat(trials.subList(9, 12)).allMatch(trial -> trial.proposal().epochs() == 3);
    assertThat(trials.get(12).proposal()).isEqualTo(new Proposal(best.get(0), 9));
    long spent =
        trials.stream()
            .collect(
                Collectors.toMap(
                    trial -> trial.proposal().values(),
                    trial -> trial.proposal().epochs(),
                    Math::max))
            .values()
            .stream()
            .mapToLong(Integer::longValue)
            .sum();
    assertThat(spent).isEqualTo(hyperband.epochs()).isLessThanOrEqualTo(90);
  }

  @Test
  void hyperbandNeverGoesOnWithAFailedTrial() throws IOException {
    Strategy hyperband = strategy(StrategyKind.HYPERBAND, Spaces.SMOOTH, 3, 1);
    List<Trial> trials = Spaces.search(hyperband, proposal -> Double.POSITIVE_INFINITY);
    assertThat(values(trials)).doesNotHaveDuplicates();
  }

  @Test
  void stateIsKeptAsLongAsALaterTrialMayGoOnFromIt() throws IOException {
    Strategy hyperband = strategy(StrategyKind.HYPERBAND, Spaces.SMOOTH, 10, 1);
    List<Trial> trials = Spaces.search(hyperband, Spaces::bowl);
    List<Trial> rung = trials.subList(0, 9);
    assertThat(rung.subList(0, 8))
        .allMatch(trial -> hyperband.mayContinue(trial, rung.subList(0, 8)));
    assertThat(rung).filteredOn(trial -> hyperband.mayContinue(trial, rung)).hasSize(3);
    assertThat(rung).noneMatch(trial -> hyperband.mayContinue(trial, trials.subList(0, 12)));
    assertThat(trials).noneMatch(trial -> hyperband.mayContinue(trial, trials));
  }

  @Test
  void hyperbandBeginsTheNextBracketWhileARungIsUnderWay() throws IOException {
    Strategy hyperband = strategy(StrategyKind.HYPERBAND, Spaces.SMOOTH, 10, 1);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Proposal proposal = hyperband.next(trials).orElseThrow();
      trials.add(Spaces.underWay(i + 1, proposal));
    }
    assertThat(trials.get(8).proposal().epochs()).isEqualTo(1);
    assertThat(trials.get(9).proposal().epochs()).isEqualTo(3);
  }

  /** The best loss after 40 trials, averaged over seeds. */
  private static double meanOfBest(StrategyKind kind) throws IOException {
    double sum = 0;
    List<Long> seeds = LongStream.range(0, 40).boxed().toList();
    for (long seed : seeds) {
      sum +=
          Spaces.search(strategy(kind, Spaces.SMOOTH, 40, seed), Spaces::bowl).stream()
              .mapToDouble(Trial::loss)
              .min()
              .orElseThrow();
    }
    return sum / seeds.size();
  }

  @Test
  void estimatorBeatsRandomSearchOnASmoothFunction() throws IOException {
    assertThat(meanOfBest(StrategyKind.BAYES)).isLessThan(0.6 * meanOfBest(StrategyKind.RANDOM));
  }

  @Test
  void estimatorDoesNotProposeWhatIsUnderWayAndKeepsAwayFromIt() throws IOException {
    Strategy bayes = strategy(StrategyKind.BAYES, Spaces.SMOOTH, 60, 5);
    List<Trial> trials =
        new ArrayList<>(
            Spaces.search(strategy(StrategyKind.RANDOM, Spaces.SMOOTH, 20, 5), Spaces::bowl));
    for (int i = 0; i < 8; i++) {
      trials.add(Spaces.underWay(trials.size() + 1, bayes.next(trials).orElseThrow()));
    }
    assertThat(values(trials)).doesNotHaveDuplicates();
    assertThat(trials.subList(20, 28))
        .extracting(trial -> trial.proposal().values().get("learning-rate"))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
  void strategyThatIsToldTheSameGoesOnInTheSameWay(StrategyKind kind) throws IOException {
    String yaml = kind == StrategyKind.GRID ? Spaces.MIXED : Spaces.SMOOTH;
    int trials = kind == StrategyKind.GRID ? 36 : 25;
    Function<Proposal, Double> loss =
        kind == StrategyKind.GRID ? p -> 0.0 : p -> Spaces.bowl(p) / p.epochs();
    List<Trial> whole = Spaces.search(strategy(kind, yaml, trials, 7), loss::apply);
    for (int known = 0; known < whole.size(); known++) {
      Optional<Proposal> next = strategy(kind, yaml, trials, 7).next(whole.subList(0, known));
      assertThat(next).contains(whole.get(known).proposal());
    }
  }

  @Test
  void otherSeedsSearchOtherwise() throws IOException {
    List<List<Map<String, String>>> searches = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      searches.add(
          values(
              Spaces.search(strategy(StrategyKind.BAYES, Spaces.SMOOTH, 12, seed), Spaces::bowl)));
    }
    assertThat(searches).doesNotHaveDuplicates();
  }

  @Test
  void drawsAreTheSameOnAnyMachine() throws IOException {
    List<Map<String, String>> draws = new Draws(Spaces.of(Spaces.SMOOTH), 42).first(2);
    assertThat(draws.get(0))
        .isEqualTo(
            Map.of(
                "learning-rate", "0.008133", "dropout", "0.5466", "cell", "rnn", "hidden", "76"));
  }

  @Test
  void densityOfAFewValuesIsOneOverTheRangeAndHighestNearThem() {
    Density density = new ParzenDensity(List.of(0.1, 0.12, 0.9));
    double sum =
        IntStream.range(0, 10_000).mapToDouble(i -> Math.exp(density.log((i + 0.5) / 1e4))).sum();
    assertThat(sum / 1e4).isCloseTo(1, within(1e-4));
    assertThat(density.log(0.11)).isGreaterThan(density.log(0.5));
  }
}
