package io.sequent.common.train.display;

/**
 * The gradient of a parameter at one update: of the loss of an example, averaged over the batch.
 *
 * @param epoch counted from 1
 * @param update counted from 1, over all epochs
 * @param parameter index of the layer and key, such as {@code 0_W}
 * @param numbers how many numbers the parameter has
 * @param mean mean absolute value over all of them, in an embedding also over those of words that
 *     are not in the batch
 * @param maximum maximum absolute value
 */
record GradientRecord(
    int epoch, long update, String parameter, long numbers, double mean, double maximum) {
  /** The layer's index, to group the records of a layer by. */
  String layer() {
    return parameter.substring(0, Math.max(0, parameter.indexOf('_')));
  }
}
