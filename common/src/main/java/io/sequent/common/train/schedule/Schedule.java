package io.sequent.common.train.schedule;

import java.util.Map;

/** How the learning rate changes during training. Immutable. */
public interface Schedule {
  /** The same learning rate throughout. */
  static Schedule constant(double rate) {
    return new ConstantRate(rate);
  }

  /**
   * The learning rate of one update.
   *
   * @param epoch the epoch, counted from 0
   * @param batch the batch in it, counted from 0
   */
  double rate(int epoch, int batch);

  /**
   * The schedule for the epochs after this one.
   *
   * @param validation metrics of that epoch on the validation set
   */
  default Schedule afterEpoch(Map<String, Double> validation) {
    return this;
  }
}
