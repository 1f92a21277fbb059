package io.sequent.common.train;

import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Judges the network after each epoch, on the validation examples. */
@FunctionalInterface
public interface Validation {
  /** Metrics by name, the leading one first. */
  Map<String, Double> evaluate(MultiLayerNetwork network);
}
