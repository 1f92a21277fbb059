package io.sequent.tasks.stocks;

import io.sequent.common.UserError;
import io.sequent.common.config.CommonSettings;
import io.sequent.common.config.Config;
import io.sequent.common.data.Splits;
import java.util.List;

/**
 * Evaluation on a rolling forecasting origin (Hyndman and Athanasopoulos, Forecasting: Principles
 * and Practice, section "Time series cross-validation"). The windows, in order of their targets,
 * are cut into two blocks more than there are folds, all of one length, the rest going to the
 * first. Fold {@code k} tests on block {@code k + 2}, validates on the one before, and trains on
 * all that lies before that.
 *
 * <p>Training windows are known when the first forecast is made: windows whose target lies after
 * the last day of the next part's first window are left out at the end of train and validation,
 * {@code horizon - 1} of them each.
 *
 * @param folds how many test blocks there are
 * @param fold which of them is tested on, 1 to {@code folds}
 */
record WalkForward(int folds, int fold) {
  private static final int BEFORE_FIRST_TEST = 2;

  /**
   * The fold that settings ask for.
   *
   * @throws UserError if there are fewer
   */
  static WalkForward from(Config config) {
    int folds = config.get(StocksSettings.FOLDS);
    int fold = config.get(StocksSettings.FOLD);
    if (fold > folds) {
      throw new UserError("setting 'fold': " + fold + ", expected 0 to folds=" + folds);
    }
    long seed = config.get(CommonSettings.SEED);
    return new WalkForward(folds, fold > 0 ? fold : 1 + (int) (seed % folds));
  }

  /**
   * Divides windows.
   *
   * @param windows in order of their targets, which are neighbours
   * @throws UserError if a block is too short to have a window left
   */
  Splits<PriceWindow> divide(List<PriceWindow> windows) {
    int block = windows.size() / (folds + BEFORE_FIRST_TEST);
    PriceWindow first = windows.get(0);
    int horizon = first.target() - lastDay(first);
    if (block < horizon) {
      throw new UserError(
          "setting 'folds': %d windows in blocks of %d, expected at least the horizon, %d, in each"
              .formatted(windows.size(), block, horizon));
    }
    int test = windows.size() - (folds - fold + 1) * block;
    int validation = test - block;
    return new Splits<>(
        windows.subList(0, validation - (horizon - 1)),
        windows.subList(validation, test - (horizon - 1)),
        windows.subList(test, test + block));
  }

  private static int lastDay(PriceWindow window) {
    return window.from() + window.length() - 1;
  }
}
