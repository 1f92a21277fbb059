package io.sequent.common.task;

import io.sequent.common.config.Config;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A trained network with all that is needed to use it.
 *
 * @param network the network, ready for {@code output} and {@code rnnTimeStep}
 * @param preparation what was fitted on the training data
 * @param config the settings of the training
 */
public record Model<P extends Preparation>(
    MultiLayerNetwork network, P preparation, Config config) {}
