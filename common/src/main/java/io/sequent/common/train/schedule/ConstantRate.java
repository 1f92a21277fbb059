package io.sequent.common.train.schedule;

/**
 * The same learning rate throughout.
 *
 * @param base the learning rate
 */
record ConstantRate(double base) implements Schedule {
  @Override
  public double rate(int epoch, int batch) {
    return base;
  }
}
