package io.sequent.common.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl, Algorithms for
 * Hyper-Parameter Optimization, NeurIPS 2011). The first trials are drawn at random. Then the
 * trials so far are divided into the best {@value #GOOD_SHARE} of them and the rest. For each
 * setting the density of its values is estimated among the good, {@code l}, and among the rest,
 * {@code g}; of {@value #CANDIDATES} values drawn from {@code l} the one with the largest {@code l
 * / g}, and so the largest expected improvement, is proposed. Settings are processed one after the
 * other, each after those that it depends on, and use only the trials in which they were searched.
 *
 * <p>A failed trial is among the rest, and so is one under way: several trials that are proposed at
 * once are therefore not all in one place (a constant liar with the worst value; Ginsbourger, Le
 * Riche and Carraro 2010).
 */
final class BayesianSearch implements Strategy {
  /** The first trials, drawn at random. */
  static final int RANDOM_TRIALS = 10;

  private static final double GOOD_SHARE = 0.2;
  private static final int CANDIDATES = 24;

  /** Attempts to find a configuration that was not proposed yet. */
  private static final int MAX_TRIES = 100;

  /** Spreads the numbers of trials over all seeds: the fraction of the golden ratio, as bits. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Space space;
  private final Budget budget;
  private final long seed;
  private final Draws draws;

  BayesianSearch(Space space, Budget budget, long seed) {
    this.space = space;
    this.budget = budget;
    this.seed = seed;
    this.draws = new Draws(space, seed);
  }

  @Override
  public Optional<Proposal> next(List<Trial> trials) {
    if (trials.size() >= budget.trials()) {
      return Optional.empty();
    }
    Optional<Map<String, String>> values =
        trials.size() < RANDOM_TRIALS ? Optional.empty() : modelled(trials);
    return values
        .or(() -> RandomSearch.firstOther(draws.first(trials.size() + 1), trials))
        .map(selected -> new Proposal(selected, budget.epochs()));
  }

  /** A proposal by the densities; empty while no trial has finished, or if nothing new is found. */
  private Optional<Map<String, String>> modelled(List<Trial> trials) {
    List<Trial> finished =
        trials.stream()
            .filter(trial -> trial.state() == Trial.State.FINISHED)
            .sorted(Comparator.comparingDouble(Trial::loss).thenComparing(Trial::number))
            .toList();
    if (finished.isEmpty()) {
      return Optional.empty();
    }
    List<Trial> good = finished.subList(0, (int) Math.ceil(GOOD_SHARE * finished.size()));
    List<Trial> rest = new ArrayList<>(trials);
    rest.removeAll(good);
    Set<Map<String, String>> proposed = RandomSearch.proposed(trials);
    Random random = new Random(seed + GOLDEN * trials.size());
    for (int i = 0; i < MAX_TRIES; i++) {
      Map<String, String> values =
          space.values(dimension -> likeliest(dimension, good, rest, random));
      if (!proposed.contains(values)) {
        return Optional.of(values);
      }
    }
    return Optional.empty();
  }

  private static String likeliest(
      Dimension dimension, List<Trial> good, List<Trial> rest, Random random) {
    Domain domain = dimension.domain();
    Density l = Density.of(domain, positions(dimension, good));
    Density g = Density.of(domain, positions(dimension, rest));
    String best = "";
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CANDIDATES; i++) {
      String value = domain.at(l.draw(random));
      double position = domain.position(value); // Moved by the grid, if there is one.
      double ratio = l.log(position) - g.log(position);
      if (ratio > greatest) {
        greatest = ratio;
        best = value;
      }
    }
    return best;
  }

  private static List<Double> positions(Dimension dimension, List<Trial> trials) {
    return trials.stream()
        .map(trial -> trial.proposal().values().get(dimension.name()))
        .filter(value -> value != null)
        .map(value -> dimension.domain().position(value))
        .toList();
  }

  @Override
  public long epochs() {
    return budget.allEpochs();
  }

  @Override
  public int trials() {
    return budget.trials();
  }
}
