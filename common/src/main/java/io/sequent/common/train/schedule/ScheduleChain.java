package io.sequent.common.train.schedule;

import java.util.Map;

/**
 * One schedule for the first epochs and another one for the rest. The second counts epochs from its
 * own start and does not see earlier metrics.
 *
 * @param first for the first epochs
 * @param firstEpochs number of epochs that follow {@code first}
 * @param second for the epochs after those
 * @param epochsDone number of completed epochs
 */
record ScheduleChain(Schedule first, int firstEpochs, Schedule second, int epochsDone)
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
