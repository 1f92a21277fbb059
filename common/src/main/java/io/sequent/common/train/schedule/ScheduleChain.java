package io.sequent.common.train.schedule;

import java.util.Map;

/**
 * One schedule for the first epochs and another one from then on. The second counts its epochs from
 * its own start, and sees none of the metrics before.
 *
 * @param first acts at the beginning
 * @param firstEpochs for so many epochs
 * @param second acts afterwards
 * @param epochsDone how many epochs are over
 */
public record ScheduleChain(Schedule first, int firstEpochs, Schedule second, int epochsDone)
    implements Schedule {
  @Override
  public double rate(int epoch, int batch) {
    return epoch < firstEpochs ? first.rate(epoch, batch) : second.rate(epoch - firstEpochs, batch);
  }

  @Override
  public ScheduleChain afterEpoch(Map<String, Double> validation) {
    boolean inFirst = epochsDone < firstEpochs;
    return new ScheduleChain(
        inFirst ? first.afterEpoch(validation) : first,
        firstEpochs,
        inFirst ? second : second.afterEpoch(validation),
        epochsDone + 1);
  }
}
