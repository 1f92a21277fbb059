package io.sequent.common.train;

/**
 * How much training there is to do.
 *
 * @param firstEpoch the epoch that comes first, counted from 1; later than 1 after a resumption
 * @param epochs the last epoch, unless the training stops early
 * @param batches updates in an epoch
 * @param examples examples in an epoch
 */
public record TrainingExtent(int firstEpoch, int epochs, int batches, int examples) {}
