package io.sequent.common.train.schedule;

/**
 * Raises the rate from zero along a line, then lowers it along another, a little with each update,
 * as encoders are fine-tuned (Devlin et al. 2019, appendix A.2). Past the end the rate stays at its
 * last value.
 *
 * @param base the highest learning rate
 * @param floor the last learning rate
 * @param warmUp the share of the updates in which the rate rises, 0 to 1
 * @param epochs until the rate is down, at least 1
 * @param batchesPerEpoch updates in an epoch
 */
record LinearDecay(double base, double floor, double warmUp, int epochs, int batchesPerEpoch)
    implements Schedule {
  @Override
  public double rate(int epoch, int batch) {
    double updates = (double) epochs * batchesPerEpoch;
    double update = Math.min((double) epoch * batchesPerEpoch + batch, updates);
    double rising = warmUp * updates;
    // The first update of all has some rate, too.
    return update < rising
        ? base * (update + 1) / (rising + 1)
        : base + (floor - base) * (update - rising) / Math.max(1, updates - rising);
  }
}
