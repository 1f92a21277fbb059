package io.sequent.common.train;

/** How the learning rate changes during training. Immutable. */
public interface Schedule {
  /**
   * The learning rate of one update.
   *
   * @param epoch the epoch, counted from 0
   * @param batch the batch in it, counted from 0
   */
  double rate(int epoch, int batch);

  /**
   * The schedule to go on with once an epoch is over.
   *
   * @param metric the leading validation metric of that epoch
   */
  default Schedule afterEpoch(double metric) {
    return this;
  }
}
