package io.sequent.common.train;

/**
 * What one update came to.
 *
 * @param epoch the epoch, counted from 1
 * @param batch the batch in it, counted from 1
 * @param examples how many examples it held
 * @param loss the mean loss over them, before the update
 * @param learningRate the learning rate of the update
 */
public record BatchRecord(int epoch, int batch, int examples, double loss, double learningRate) {}
