package io.sequent.common.train.schedule;

/**
 * Multiplies the learning rate by {@code gamma} every {@code stepSize} epochs, as PyTorch's {@code
 * StepLR}.
 *
 * @param base the first learning rate
 * @param stepSize epochs between two reductions, at least 1
 * @param gamma the factor of each reduction
 */
record StepDecay(double base, int stepSize, double gamma) implements Schedule {
  @Override
  public double rate(int epoch, int batch) {
    int stepsDone = epoch / stepSize;
    return base * Math.pow(gamma, stepsDone);
  }
}
