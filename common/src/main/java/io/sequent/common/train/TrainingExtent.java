package io.sequent.common.train;

/**
 * Extent of a training.
 *
 * @param firstEpoch number of the first epoch, counted from 1; higher than 1 in a resumed training
 * @param epochs number of the last epoch, unless training stops early
 * @param batches updates per epoch
 * @param examples examples per epoch
 */
public record TrainingExtent(int firstEpoch, int epochs, int batches, int examples) {}
