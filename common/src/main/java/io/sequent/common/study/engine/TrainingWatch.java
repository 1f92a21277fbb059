package io.sequent.common.study.engine;

import java.util.Locale;

/** Is told of a training while it is under way, by whatever thread. */
public interface TrainingWatch {
  /** Tells nobody. */
  TrainingWatch NONE = new TrainingWatch() {};

  /**
   * The training begins; again, if it was lost with its node.
   *
   * @param node where; empty for this process
   */
  default void begunOn(String node) {}

  /** An epoch is done. Not told where one training at a time has a display of its own. */
  default void epochDone(EpochNews epoch) {}

  /**
   * An epoch that is done.
   *
   * @param epoch its number, counted from 1
   * @param metric the validation metric that selects the epoch
   * @param value of the metric
   * @param best whether it is the best so far
   */
  record EpochNews(int epoch, String metric, double value, boolean best) {
    /** One line for the user. */
    public String line(String run) {
      return String.format(
          Locale.ROOT,
          "%s: epoch %d, validation %s %.4g%s",
          run,
          epoch,
          metric,
          value,
          best ? " (best so far)" : "");
    }
  }
}
