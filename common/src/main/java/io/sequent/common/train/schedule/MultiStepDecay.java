package io.sequent.common.train.schedule;

import java.util.List;

/**
 * Multiplies the learning rate by {@code gamma} at each milestone, as PyTorch's {@code
 * MultiStepLR}.
 *
 * @param base the first learning rate
 * @param milestones epochs after which the rate is reduced; one given twice counts twice
 * @param gamma the factor of each reduction
 */
record MultiStepDecay(double base, List<Integer> milestones, double gamma) implements Schedule {
  public MultiStepDecay {
    milestones = List.copyOf(milestones);
  }

  @Override
  public double rate(int epoch, int batch) {
    long reductions = milestones.stream().filter(milestone -> milestone <= epoch).count();
    return base * Math.pow(gamma, (double) reductions);
  }
}
