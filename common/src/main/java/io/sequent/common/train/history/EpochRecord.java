package io.sequent.common.train.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Results of one epoch.
 *
 * @param epoch its number, counted from 1
 * @param learningRate learning rate of its last update
 * @param trainLoss mean loss over all outputs that count, including regularisation and label
 *     smoothing, each measured before the update made from it
 * @param seconds training time without validation; that of the first epoch includes pretraining
 * @param validation metrics on the validation set, the leading one first
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
