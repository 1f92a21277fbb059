package io.sequent.common.train.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one epoch came to.
 *
 * @param epoch its number, counted from 1
 * @param learningRate the learning rate of its last update
 * @param trainLoss the mean of the loss over all outputs that are judged, regularisation and
 *     smoothing of labels included, each taken before the update that learned from it
 * @param seconds how long the training took, validation left out; of the first epoch with what the
 *     network learned before it
 * @param validation the metrics on the validation examples, the leading one first
 */
public record EpochRecord(
    int epoch,
    double learningRate,
    double trainLoss,
    double seconds,
    Map<String, Double> validation) {
  public EpochRecord {
    validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
  }
}
