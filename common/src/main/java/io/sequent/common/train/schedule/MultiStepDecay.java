package io.sequent.common.train.schedule;

import java.util.List;

/**
 * Multiplies the learning rate by {@code gamma} at each milestone, as PyTorch's {@code
 * MultiStepLR}.
 *
 * @param base the first learning rate
 * @param milestones numbers of epochs after which a step comes; one named twice counts twice
 * @param gamma the factor of each step
 */
public record MultiStepDecay(double base, List<Integer> milestones, double gamma)
    implements Schedule {
  public MultiStepDecay {
    milestones = List.copyOf(milestones);
  }

  @Override
  public double rate(int epoch, int batch) {
    return base * Math.pow(gamma, milestones.stream().filter(m -> m <= epoch).count());
  }
}
