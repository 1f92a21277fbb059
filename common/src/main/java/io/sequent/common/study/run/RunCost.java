package io.sequent.common.study.run;

import io.sequent.common.config.Config;
import io.sequent.common.data.DataSettings;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.train.TrainingSettings;

/**
 * How dear a run is beside other runs of its task, told from the settings alone: multiplications of
 * the recurrent layers at a step, times the epochs. Good enough for an order and for guessing how
 * long the rest takes.
 */
final class RunCost {
  /** What {@code max-train} stands for when it keeps everything; only ratios matter. */
  private static final double ALL = 50_000;

  private RunCost() {}

  static double of(Config config) {
    double hidden = config.get(NetworkSettings.HIDDEN);
    double input =
        config.has(NetworkSettings.EMBEDDING) ? config.get(NetworkSettings.EMBEDDING) : hidden;
    int layers = config.get(NetworkSettings.LAYERS);
    int passes = config.get(NetworkSettings.PASSES);
    double width =
        switch (config.get(NetworkSettings.BIDIRECTIONAL)) {
          case FALSE -> 1;
          case TRUE -> 2;
          case TOP -> (layers - 1 + 2.0) / layers;
        };
    double first = hidden * (input + hidden);
    double others = (layers - 1) * hidden * (width * hidden + hidden);
    double examples = config.get(DataSettings.MAX_TRAIN);
    return config.get(TrainingSettings.EPOCHS)
        * (examples == 0 ? ALL : examples)
        * config.get(NetworkSettings.CELL).gates()
        * passes
        * width
        * (first + others);
  }
}
