package io.sequent.common.train;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Where non-finite numbers first appeared in a training.
 *
 * @param place for a message, such as "layer 1 (Recurrent) has outputs that are not finite"
 * @param isInData whether the batch itself contains it
 */
record Divergence(String place, boolean isInData) {

  /**
   * Finds the first non-finite number: in the batch, then layer by layer in weights and outputs.
   * Runs the batch through the network without dropout.
   */
  static Divergence find(MultiLayerNetwork network, DataSet batch) {
    String inData = inData("input", batch.getFeatures());
    if (inData == null) {
      inData = inData("target", batch.getLabels());
    }
    return inData != null
        ? new Divergence(inData, true)
        : new Divergence(inNetwork(network, batch), false);
  }

  private static @Nullable String inData(String what, INDArray data) {
    double[] values = data.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return "the %s of the batch contains %s at %s"
            .formatted(what, values[i], Arrays.toString(Shape.ind2subC(data.shape(), i)));
      }
    }
    return null;
  }

  private static String inNetwork(MultiLayerNetwork network, DataSet batch) {
    List<INDArray> outputs =
        network.feedForward(
            batch.getFeatures(), batch.getFeaturesMaskArray(), batch.getLabelsMaskArray());
    for (int i = 0; i < network.getnLayers(); i++) {
      String layer =
          "layer %d (%s)"
              .formatted(i, network.getLayer(i).conf().getLayer().getClass().getSimpleName());
      INDArray weights = network.getLayer(i).params();
      if (weights != null && !isFinite(weights)) {
        return layer + " has weights that are not finite";
      }
      if (!isFinite(outputs.get(i + 1))) {
        return layer + " has outputs that are not finite";
      }
    }
    return "the loss is not finite, though all weights and outputs are";
  }

  private static boolean isFinite(INDArray array) {
    return !array.isNaN().any() && !array.isInfinite().any();
  }
}
