package io.sequent.tasks.stocks;

import io.sequent.common.config.Setting;
import io.sequent.common.config.Settings;
import io.sequent.common.data.DataSettings;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.build.OptimizerSettings;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.train.TrainingSettings;
import java.util.List;

/** The settings of price forecasts. */
final class StocksSettings {
  static final Setting<List<String>> SERIES =
      Setting.words(
          "series",
          List.of(),
          "files without .csv; empty for GOOG and AAPL_presplit or else all of the folder");
  static final Setting<List<String>> COLUMNS =
      Setting.words(
          "columns",
          List.of(),
          "columns of the day and of the close (or the closes of several series) in price files,"
              + " by name or by number from 1, such as date,adj close; empty to look for them");
  static final Setting<Integer> WINDOW =
      Setting.integer("window", 30, 2, 10_000, "trading days in a window");
  static final Setting<Integer> HORIZON =
      Setting.integer(
          "horizon", 2, 1, 1_000, "trading days from the last day of a window to its target");
  static final Setting<Split> SPLIT =
      Setting.choice(
          "split",
          Split.CHRONOLOGICAL,
          "by time, at random as published (which leaks), or fold by fold through time");
  static final Setting<Integer> SPLIT_SEED =
      Setting.integer(
          "split-seed",
          42,
          0,
          Integer.MAX_VALUE,
          "seed of the random split; 42 gives the published test windows");
  static final Setting<Integer> FOLDS =
      Setting.integer("folds", 5, 2, 1_000, "test blocks of split=walk-forward");
  static final Setting<Integer> FOLD =
      Setting.integer(
              "fold",
              0,
              0,
              1_000,
              "which block is the test set, 1 for the earliest; 0 to choose by seed, so that as many"
                  + " consecutive seeds as folds test on each block once")
          .comparedAt("1", "2", "3", "4", "5");
  static final Setting<Target> TARGET =
      Setting.choice("target", Target.LOG_RETURN, "what the network reads and predicts");

  private StocksSettings() {}

  static List<Setting<?>> all() {
    return Settings.join(
        List.of(
            List.of(
                SERIES,
                COLUMNS,
                DataSettings.ENCODING,
                WINDOW,
                HORIZON,
                SPLIT,
                SPLIT_SEED,
                FOLDS,
                FOLD,
                TARGET),
            NetworkSettings.forValues()));
  }

  static List<Setting<?>> defaults() {
    return List.of(
        NetworkSettings.CELL.withDefault(CellType.GRU),
        NetworkSettings.HIDDEN.withDefault(16),
        NetworkSettings.POOLING.withDefault(List.of(Pooling.LAST)),
        OptimizerSettings.LEARNING_RATE.withDefault(5e-4),
        TrainingSettings.EPOCHS.withDefault(20),
        TrainingSettings.BATCH_SIZE.withDefault(32),
        TrainingSettings.PATIENCE.withDefault(5));
  }
}
