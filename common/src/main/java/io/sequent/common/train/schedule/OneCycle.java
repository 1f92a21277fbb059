package io.sequent.common.train.schedule;

/**
 * Raises the rate to a peak and lowers it again, a little with each update, along half cosines, as
 * PyTorch's {@code OneCycleLR} (Smith and Topin, 2019, "Super-Convergence"). The momentum stays as
 * it is. Past the end the rate stays at its last value.
 *
 * @param peak the highest learning rate
 * @param epochs the length of the cycle
 * @param batchesPerEpoch updates in an epoch
 * @param warmUp the share of the cycle in which the rate rises, 0 to 1
 * @param startDivision the first rate is the peak divided by this
 * @param finalDivision the last rate is the first divided by this
 */
record OneCycle(
    double peak,
    int epochs,
    int batchesPerEpoch,
    double warmUp,
    double startDivision,
    double finalDivision)
    implements Schedule {
  @Override
  public double rate(int epoch, int batch) {
    double first = peak / startDivision;
    double last = (double) epochs * batchesPerEpoch - 1;
    double top = warmUp * epochs * batchesPerEpoch - 1;
    double update = Math.min((double) epoch * batchesPerEpoch + batch, last);
    return update <= top
        ? cosine(first, peak, top == 0 ? 1 : update / top)
        : cosine(peak, first / finalDivision, (update - top) / (last - top));
  }

  /** Half a cosine from one value to another, {@code share} from 0 to 1. */
  private static double cosine(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }
}
