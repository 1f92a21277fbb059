package io.sequent.common.train.schedule;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.evaluation.Metric;
import java.util.EnumSet;
import java.util.List;

/** Settings of the learning rate schedule. */
public final class ScheduleSettings {
  /** The kinds of {@link Schedule}. */
  public enum Kind {
    CONSTANT,
    STEP,
    MULTI_STEP,
    PLATEAU,
    ONE_CYCLE,
    COSINE,
    LINEAR
  }

  public static final Setting<Kind> SCHEDULE =
      Setting.choice("schedule", Kind.CONSTANT, "how the learning rate changes during training");
  public static final Setting<Integer> SCHEDULE_START =
      Setting.integer(
          "schedule-start",
          1,
          1,
          100_000,
          "first epoch of the schedule, which counts its epochs from there");
  public static final Setting<Kind> SCHEDULE_BEFORE =
      Setting.choice(
          "schedule-before", Kind.CONSTANT, "schedule of the epochs before schedule-start");
  public static final Setting<Integer> SCHEDULE_LENGTH =
      Setting.integer(
          "schedule-length",
          0,
          0,
          100_000,
          "one-cycle, cosine and linear: length in epochs, 0 for all remaining ones");
  public static final Setting<Integer> STEP_SIZE =
      Setting.integer("step-size", 10, 1, 100_000, "step: epochs between two reductions");
  public static final Setting<List<Integer>> MILESTONES =
      Setting.integers(
          "milestones",
          List.of(15, 25),
          1,
          Integer.MAX_VALUE,
          "multi-step: epochs after which the learning rate is reduced");
  public static final Setting<Double> GAMMA =
      Setting.decimal("gamma", 0.5, 0, 1, "step and multi-step: factor of each reduction");
  public static final Setting<Double> FACTOR =
      Setting.decimal("factor", 0.1, 0, 1, "plateau: factor of each reduction");
  public static final Setting<Integer> SCHEDULE_PATIENCE =
      Setting.integer(
          "schedule-patience",
          3,
          0,
          Integer.MAX_VALUE,
          "plateau: epochs without improvement before reducing");
  public static final Setting<String> SCHEDULE_METRIC =
      Setting.text(
          "schedule-metric",
          "",
          "name of a metric",
          "plateau: validation metric to monitor, empty for that of 'metric'");
  public static final Setting<Double> PEAK_LEARNING_RATE =
      Setting.decimal("peak-learning-rate", 0.01, 1e-8, 100, "one-cycle: highest learning rate");
  public static final Setting<Double> WARM_UP =
      Setting.decimal(
          "warm-up",
          0.3,
          0,
          1,
          "one-cycle and linear: fraction of the length in which the learning rate rises");
  public static final Setting<Double> START_DIVISION =
      Setting.decimal(
          "start-division", 25, 1, 1e6, "one-cycle: peak divided by the first learning rate");
  public static final Setting<Double> FINAL_DIVISION =
      Setting.decimal(
          "final-division",
          10_000,
          1,
          1e9,
          "one-cycle: first learning rate divided by the last one");
  public static final Setting<Double> FINAL_LEARNING_RATE =
      Setting.decimal("final-learning-rate", 0, 0, 100, "cosine and linear: final learning rate");

  private ScheduleSettings() {}

  public static List<Setting<?>> all() {
    return List.of(
        SCHEDULE,
        SCHEDULE_START,
        SCHEDULE_BEFORE,
        SCHEDULE_LENGTH,
        STEP_SIZE,
        MILESTONES,
        GAMMA,
        FACTOR,
        SCHEDULE_PATIENCE,
        SCHEDULE_METRIC,
        PEAK_LEARNING_RATE,
        WARM_UP,
        START_DIVISION,
        FINAL_DIVISION,
        FINAL_LEARNING_RATE);
  }

  /**
   * The schedule that the settings describe.
   *
   * @param base initial learning rate of constant, step, multi-step, plateau and cosine
   * @param epochs maximum number of epochs of the whole training
   * @param batchesPerEpoch updates per epoch
   * @param metric validation metric that a plateau monitors
   */
  public static Schedule schedule(
      Config config, double base, int epochs, int batchesPerEpoch, Metric metric) {
    int before = config.get(SCHEDULE_START) - 1;
    int left = Math.max(1, epochs - before);
    Schedule last = schedule(config, config.get(SCHEDULE), base, left, batchesPerEpoch, metric);
    if (before == 0) {
      return last;
    }
    Schedule first =
        schedule(config, config.get(SCHEDULE_BEFORE), base, before, batchesPerEpoch, metric);
    return new ScheduleChain(first, before, last, 0);
  }

  /**
   * Whether the learning rate of an epoch depends on the total number of epochs. If not, a long
   * training starts exactly like a short one.
   */
  public static boolean looksAhead(Config config) {
    Kind last = config.get(SCHEDULE);
    return EnumSet.of(Kind.ONE_CYCLE, Kind.COSINE, Kind.LINEAR).contains(last)
        && config.get(SCHEDULE_LENGTH) == 0;
  }

  private static Schedule schedule(
      Config config, Kind kind, double base, int left, int batchesPerEpoch, Metric metric) {
    int length = config.get(SCHEDULE_LENGTH) == 0 ? left : config.get(SCHEDULE_LENGTH);
    return switch (kind) {
      case CONSTANT -> new ConstantRate(base);
      case STEP -> new StepDecay(base, config.get(STEP_SIZE), config.get(GAMMA));
      case MULTI_STEP -> new MultiStepDecay(base, config.get(MILESTONES), config.get(GAMMA));
      case PLATEAU ->
          ReduceOnPlateau.from(base, config.get(FACTOR), config.get(SCHEDULE_PATIENCE), metric);
      case ONE_CYCLE ->
          new OneCycle(
              config.get(PEAK_LEARNING_RATE),
              length,
              batchesPerEpoch,
              config.get(WARM_UP),
              config.get(START_DIVISION),
              config.get(FINAL_DIVISION));
      case COSINE ->
          new CosineAnnealing(base, config.get(FINAL_LEARNING_RATE), length, batchesPerEpoch);
      case LINEAR ->
          new LinearDecay(
              base, config.get(FINAL_LEARNING_RATE), config.get(WARM_UP), length, batchesPerEpoch);
    };
  }
}
