package io.sequent.common.tune;

import io.sequent.common.tune.Bracket.Rung;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, Hyperband: A Novel Bandit-Based
 * Approach to Hyperparameter Optimization, JMLR 18, 2018): brackets of successive halving, from
 * many short trainings to few full ones. The resource is the epoch, R is the number of epochs of a
 * full training. A configuration that is kept continues from its last epoch.
 *
 * <p>With {@code s_max = floor(log_eta R)}, the bracket {@code s} begins with {@code n =
 * floor((s_max + 1) / (s + 1)) * eta^s} configurations of {@code R / eta^s} epochs. These are the
 * figures of the paper's Table 1 and of its authors' program; Algorithm 1 of the paper rounds only
 * at the end, {@code n = ceil((s_max + 1) / (s + 1) * eta^s)}, which is another number where {@code
 * s + 1} does not divide {@code s_max + 1}.
 *
 * <p>Rounds of all brackets follow one another as long as the budget lasts. A bracket that exceeds
 * the rest of the budget gets fewer configurations, but at least one that reaches R; if not even
 * that fits, it is left out.
 */
final class Hyperband implements Strategy {
  private final List<Bracket> brackets;
  private final Draws draws;

  /**
   * @param eta factor between rungs, which multiplies epochs and divides configurations; at least 2
   */
  Hyperband(Space space, Budget budget, int eta, long seed) {
    this.brackets = plan(budget, eta);
    this.draws = new Draws(space, seed);
  }

  /** The brackets of one round, the one with the shortest trainings first. */
  static List<Bracket> round(int epochs, int eta) {
    List<Bracket> round = new ArrayList<>();
    int last = cuts(epochs, eta);
    for (int s = last; s >= 0; s--) {
      round.add(Bracket.of(s, (last + 1) / (s + 1), epochs, eta));
    }
    return round;
  }

  /** The logarithm of R to the base eta, rounded down. */
  private static int cuts(int epochs, int eta) {
    int cuts = 0;
    for (long power = eta; power <= epochs; power *= eta) {
      cuts++;
    }
    return cuts;
  }

  /** The brackets that fit a budget. */
  static List<Bracket> plan(Budget budget, int eta) {
    List<Bracket> plan = new ArrayList<>();
    int last = cuts(budget.epochs(), eta);
    long left = budget.allEpochs();
    while (left >= budget.epochs()) { // The cost of one training of the last bracket.
      for (int s = last; s >= 0; s--) {
        for (int best = (last + 1) / (s + 1); best > 0; best--) {
          Bracket bracket = Bracket.of(s, best, budget.epochs(), eta);
          if (bracket.epochs() <= left) {
            plan.add(bracket);
            left -= bracket.epochs();
            break;
          }
        }
      }
    }
    return plan;
  }

  /** The configurations of a rung; {@code isLast} in its bracket. */
  private record Stage(int epochs, List<Map<String, String>> configurations, boolean isLast) {}

  @Override
  public Optional<Proposal> next(List<Trial> trials) {
    Map<Proposal, Trial> known = byProposal(trials);
    return stages(known).stream()
        .flatMap(List::stream)
        .flatMap(
            stage ->
                stage.configurations().stream().map(values -> new Proposal(values, stage.epochs())))
        .filter(proposal -> !known.containsKey(proposal))
        .findFirst();
  }

  @Override
  public boolean mayContinue(Trial trial, List<Trial> trials) {
    Map<Proposal, Trial> known = byProposal(trials);
    Map<String, String> values = trial.proposal().values();
    for (List<Stage> bracket : stages(known)) {
      for (int i = 0; i < bracket.size(); i++) {
        Stage stage = bracket.get(i);
        if (stage.epochs() == trial.proposal().epochs()
            && stage.configurations().contains(values)) {
          return !stage.isLast()
              && (i + 1 == bracket.size() || isOpen(bracket.get(i + 1), values, known));
        }
      }
    }
    return false;
  }

  /** Whether a configuration is in a stage and not yet done there. */
  private static boolean isOpen(
      Stage stage, Map<String, String> values, Map<Proposal, Trial> known) {
    Trial trial = known.get(new Proposal(values, stage.epochs()));
    return stage.configurations().contains(values) && (trial == null || trial.isUnderWay());
  }

  /** The first stage of each bracket, and those that follow stages that are done. */
  private List<List<Stage>> stages(Map<Proposal, Trial> known) {
    List<List<Stage>> all = new ArrayList<>();
    int before = 0;
    for (Bracket bracket : brackets) {
      int configurations = bracket.configurations();
      List<Map<String, String>> drawn = draws.first(before + configurations);
      all.add(stages(bracket, drawn.subList(Math.min(before, drawn.size()), drawn.size()), known));
      before += configurations;
    }
    return all;
  }

  private static List<Stage> stages(
      Bracket bracket, List<Map<String, String>> drawn, Map<Proposal, Trial> known) {
    List<Stage> stages = new ArrayList<>();
    List<Map<String, String>> configurations = drawn;
    for (int i = 0; i < bracket.rungs().size(); i++) {
      Rung rung = bracket.rungs().get(i);
      if (i > 0) {
        Stage done = stages.get(i - 1);
        List<Trial> trials = new ArrayList<>();
        for (Map<String, String> values : done.configurations()) {
          Trial trial = known.get(new Proposal(values, done.epochs()));
          if (trial == null || trial.isUnderWay()) {
            return stages;
          }
          trials.add(trial);
        }
        configurations = best(trials, rung.configurations());
      }
      stages.add(new Stage(rung.epochs(), configurations, i + 1 == bracket.rungs().size()));
    }
    return stages;
  }

  private static List<Map<String, String>> best(List<Trial> trials, int count) {
    return trials.stream()
        .filter(trial -> trial.state() == Trial.State.FINISHED)
        .sorted(Comparator.comparingDouble(Trial::loss).thenComparing(Trial::number))
        .limit(count)
        .map(trial -> trial.proposal().values())
        .toList();
  }

  private static Map<Proposal, Trial> byProposal(List<Trial> trials) {
    Map<Proposal, Trial> known = new HashMap<>();
    trials.forEach(trial -> known.put(trial.proposal(), trial));
    return known;
  }

  @Override
  public long epochs() {
    return brackets.stream().mapToLong(Bracket::epochs).sum();
  }

  @Override
  public int trials() {
    return brackets.stream().mapToInt(Bracket::trials).sum();
  }
}
