package io.sequent.common.train;

import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Evaluates the network on the validation set after each epoch. */
@FunctionalInterface
public interface Validation {
  /** Metrics by name, the leading one first. */
  Map<String, Double> evaluate(MultiLayerNetwork network);
}
