package io.sequent.common.train.schedule;

/**
 * Lowers the rate along half a cosine, a little with each update (Loshchilov and Hutter, 2017,
 * "SGDR", equation 5 without restarts); at whole epochs the values of PyTorch's {@code
 * CosineAnnealingLR}. Past the end the rate stays at its last value.
 *
 * @param base the first learning rate
 * @param floor the last learning rate
 * @param epochs over which the rate falls, at least 1
 * @param batchesPerEpoch updates in an epoch
 */
record CosineAnnealing(double base, double floor, int epochs, int batchesPerEpoch)
    implements Schedule {
  @Override
  public double rate(int epoch, int batch) {
    double share = Math.min(1, (epoch + (double) batch / batchesPerEpoch) / epochs);
    return floor + (base - floor) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
