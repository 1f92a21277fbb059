package io.sequent.common.tune;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.io.Sha256;
import io.sequent.common.study.Study.PlannedRun;
import io.sequent.common.task.Task;
import io.sequent.common.task.TaskSettings;
import io.sequent.common.train.TrainingSettings;
import io.sequent.common.train.schedule.ScheduleSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A search for the best settings of a task.
 *
 * @param task the task to train
 * @param space the settings to search, with a named objective
 * @param kind the strategy
 * @param eta of {@link StrategyKind#HYPERBAND}
 * @param trials the budget as a number of full trainings, each {@code executions} times
 * @param executions seeds that each trial is trained with; its objective is their mean
 */
record Search(
    Task<?, ?> task, Space space, StrategyKind kind, int eta, int trials, int executions) {
  /** Digits of a hash that distinguish folders. */
  static final int NAME_DIGITS = 6;

  /** The settings that all trials share. */
  Config base() {
    return TaskSettings.defaults(task)
        .with(space.base(), space.name())
        .with(TrainingSettings.METRIC, space.objective());
  }

  /** The seed of the search, and the first of each trial. */
  long seed() {
    return base().get(CommonSettings.SEED);
  }

  /** The same search with another strategy. */
  Search with(StrategyKind other) {
    return new Search(task, space, other, eta, trials, executions);
  }

  /** The same search with another seed. */
  Search withSeed(long seed) {
    Map<String, String> changed = Map.of(CommonSettings.SEED.name(), String.valueOf(seed));
    return new Search(task, space.with(space.objective(), changed), kind, eta, trials, executions);
  }

  /** Whether a lower objective is better. */
  boolean lowerIsBetter() {
    return task.description().metrics().named(space.objective()).lowerIsBetter();
  }

  /** Epochs of a full training. */
  int epochs() {
    return base().get(TrainingSettings.EPOCHS);
  }

  /**
   * The strategy.
   *
   * @throws UserError if the space does not suit it
   */
  Strategy strategy() {
    Budget budget = new Budget(trials, epochs());
    long seed = base().get(CommonSettings.SEED);
    return switch (kind) {
      case DEFAULT -> new DefaultSettings(budget);
      case GRID -> new GridSearch(space, budget);
      case RANDOM -> new RandomSearch(space, budget, seed);
      case HYPERBAND -> {
        requireContinuable();
        yield new Hyperband(space, budget, eta, seed);
      }
      case BAYES -> new BayesianSearch(space, budget, seed);
    };
  }

  /**
   * With a schedule that looks ahead to the last epoch, a short training is not the beginning of a
   * longer one.
   */
  private void requireContinuable() {
    String schedule = ScheduleSettings.SCHEDULE.name();
    List<String> schedules =
        space
            .dimension(schedule)
            .map(dimension -> dimension.domain().values())
            .orElse(List.of(base().asText().getOrDefault(schedule, "")));
    for (String value : schedules) {
      Config config = base().with(Map.of(schedule, value), space.name());
      if (ScheduleSettings.looksAhead(config)) {
        throw new UserError(
            "%s: hyperband continues trainings, which schedule '%s' does not allow without"
                    .formatted(space.name(), value)
                + " schedule-length, expected it in 'base', such as schedule-length: "
                + epochs());
      }
    }
  }

  /** The trainings of a trial, one for each seed. */
  List<PlannedRun> runs(Proposal proposal) {
    Config config =
        base()
            .with(proposal.values(), space.name())
            .with(TrainingSettings.EPOCHS, proposal.epochs());
    long first = config.get(CommonSettings.SEED);
    return LongStream.range(first, first + executions)
        .mapToObj(
            seed ->
                new PlannedRun(label(proposal), "", seed, config.with(CommonSettings.SEED, seed)))
        .toList();
  }

  /** The label of a trial, {@code hidden=64, cell=gru}, with the epochs of a shortened one. */
  String label(Proposal proposal) {
    String values =
        proposal.values().entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue())
            .collect(Collectors.joining(", "));
    String label = values.isEmpty() ? "base" : values;
    return proposal.epochs() == epochs() ? label : label + ", epochs=" + proposal.epochs();
  }

  /**
   * A hash of all that comparable searches share: task, data, objective, base, seeds of a trial and
   * space, but not the seed of the search.
   *
   * @param dataHash of the data
   */
  String key(String dataHash) {
    String dimensions =
        space.dimensions().stream()
            .map(dimension -> dimension.name() + ": " + dimension.describe())
            .collect(Collectors.joining("\n"));
    return Sha256.of(
        String.join(
            "\n",
            base().with(CommonSettings.SEED, CommonSettings.SEED.defaultValue()).hash(task.name()),
            dataHash,
            String.valueOf(executions),
            dimensions));
  }

  /**
   * The name of its folder: space, strategy and a few digits of a hash of everything else.
   *
   * @param dataHash of the data
   */
  String folderName(String dataHash) {
    String own = key(dataHash) + "\n" + StrategyComparison.label(this) + "\n" + seed();
    return name() + "-" + Sha256.of(own).substring(0, NAME_DIGITS);
  }

  /** Space and strategy. */
  String name() {
    return space.name() + "-" + Setting.label(kind);
  }
}
