package io.sequent.common.train;

/**
 * Results of one update.
 *
 * @param epoch the epoch, counted from 1
 * @param batch the batch in it, counted from 1
 * @param examples number of examples in it
 * @param loss mean loss per output that counts, before the update
 * @param learningRate learning rate of the update
 */
public record BatchRecord(int epoch, int batch, int examples, double loss, double learningRate) {}
