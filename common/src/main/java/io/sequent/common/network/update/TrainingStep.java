package io.sequent.common.network.update;

import io.sequent.common.network.layer.embedding.TouchedRows;
import io.sequent.common.network.loss.ConsistentCrossEntropy;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.stepfunctions.NegativeGradientStepFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Does what {@code MultiLayerNetwork.fit} does, in less time for networks of many parameters.
 *
 * <p>Deeplearning4j goes over all parameters once to divide the gradient by the batch, once more to
 * clip it, once for the optimizer and once to subtract, each time with an operation of ND4J. Here
 * it is one pass. The arithmetic, the counters, the updater and its state stay Deeplearning4j's
 * own: a network can switch between both at any time, and is saved and resumed as usual.
 *
 * <p>What differs:
 *
 * <ul>
 *   <li>{@code network.gradient()} still holds the gradient after the step, not the update.
 *   <li>If the loss is not finite, parameters and moments stay as they were, so that the cause can
 *       be found.
 *   <li>An embedding with {@link
 *       io.sequent.common.network.layer.embedding.TokenEmbedding#isLazyUpdates lazy updates} is
 *       updated that way.
 *   <li>With {@link ConsistentCrossEntropy} each example of the batch is passed twice.
 *   <li>With an {@link io.sequent.common.network.layer.embedding.AdversarialInput} score and
 *       gradient are those of the moved input.
 * </ul>
 *
 * <p>A layer's {@link io.sequent.common.network.layer.BaseFeedForwardLayer#getRateFactor rate
 * factor} is applied here alone.
 *
 * <p>Networks of doubles, on a GPU, with truncated back-propagation, another optimization
 * algorithm, or an updater, regularisation or gradient normalisation that is not supported here,
 * are passed to {@code MultiLayerNetwork.fit} as a whole.
 *
 * <pre>{@code
 * TrainingStep step = new TrainingStep(network);
 * double score = step.fit(batch);
 * }</pre>
 */
public final class TrainingStep {
  private final MultiLayerNetwork network;
  private final ParameterPass pass = new ParameterPass();

  /**
   * A training step for a network.
   *
   * @param network initialised
   */
  public TrainingStep(MultiLayerNetwork network) {
    this.network = network;
  }

  /**
   * Updates the network once with a batch.
   *
   * @return the score of the batch before the update, as {@code network.score()}
   */
  public double fit(DataSet data) {
    if (readsTwice()) {
      try (Pairs pairs = Pairs.of(data)) {
        return fitOnce(pairs.data());
      }
    }
    return fitOnce(data);
  }

  private boolean readsTwice() {
    return network.getOutputLayer().conf().getLayer() instanceof FeedForwardLayer output
        && ConsistentCrossEntropy.isIn(loss(output));
  }

  private static @Nullable ILossFunction loss(FeedForwardLayer output) {
    return output instanceof BaseOutputLayer withWeights
        ? withWeights.getLossFn()
        : output instanceof LossLayer without ? without.getLossFn() : null;
  }

  private double fitOnce(DataSet data) {
    synchronized (network) { // As Deeplearning4j does.
      AdversarialPass adversarial = AdversarialPass.of(network, data);
      try {
        List<Slice> slices = slices();
        if (slices == null) {
          requireOneRate();
          network.fit(data);
        } else {
          fit(data, slices);
        }
        return network.score();
      } finally {
        adversarial.close();
      }
    }
  }

  private void requireOneRate() {
    for (Layer layer : network.getLayers()) {
      if (Slice.rateFactor(layer) != 1) {
        throw new IllegalStateException(
            "layer %d has a rate factor, which is applied to floats on a CPU alone"
                .formatted(layer.getIndex()));
      }
    }
  }

  private void fit(DataSet data, List<Slice> slices) {
    setBatch(data, network);
    keepTouchedRows(true);
    try {
      network.computeGradientAndScore();
    } finally {
      keepTouchedRows(false);
    }
    for (TrainingListener listener : network.getListeners()) {
      listener.onGradientCalculation(network);
    }
    if (Double.isFinite(network.score())) {
      update(slices);
    }

    MultiLayerConfiguration counters = network.getLayerWiseConfigurations();
    for (TrainingListener listener : network.getListeners()) {
      listener.iterationDone(network, counters.getIterationCount(), counters.getEpochCount());
    }
    counters.setIterationCount(counters.getIterationCount() + 1);
    network.applyConstraints(counters.getIterationCount(), counters.getEpochCount());
    network.clearLayerMaskArrays();
    network.clearLayersStates();
    for (Layer layer : network.getLayers()) {
      layer.setIterationCount(counters.getIterationCount());
      layer.setEpochCount(counters.getEpochCount());
    }
  }

  /** Gives a network a batch to compute the gradient of. */
  static void setBatch(DataSet data, MultiLayerNetwork network) {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
  }

  /** All parameters; null if Deeplearning4j has to do the step. */
  private @Nullable List<Slice> slices() {
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    if (network.numParams() == 0
        || configuration.getBackpropType() != BackpropType.Standard
        || network.conf().getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT
        || !(network.conf().getStepFunction() == null
            || network.conf().getStepFunction() instanceof NegativeGradientStepFunction)
        || !(network.getUpdater() instanceof MultiLayerUpdater updater)) {
      return null;
    }
    List<Slice> slices = new ArrayList<>();
    for (UpdaterBlock block : updater.getUpdaterBlocks()) {
      List<Slice> ofBlock =
          Slice.of(block, configuration.getIterationCount(), configuration.getEpochCount());
      if (ofBlock == null) {
        return null;
      }
      slices.addAll(ofBlock);
    }
    return slices.stream().allMatch(slice -> isKnown(normalization(slice.layer()))) ? slices : null;
  }

  private void update(List<Slice> slices) {
    float perExample = network.conf().isMiniBatch() ? 1f / network.batchSize() : 1;
    int from = 0;
    while (from < slices.size()) {
      Trainable layer = slices.get(from).layer();
      int to = from + 1;
      while (to < slices.size() && slices.get(to).layer() == layer) {
        to++;
      }
      updateLayer(layer, slices.subList(from, to), perExample);
      from = to;
    }
  }

  private void updateLayer(Trainable layer, List<Slice> slices, float perExample) {
    GradientNormalization normalization = normalization(layer);
    double threshold = layer.getConfig().getGradientNormalizationThreshold();
    double shorten = 1;
    if (normalization == GradientNormalization.ClipL2PerLayer) {
      double squares = 0;
      for (Slice slice : slices) {
        double scale = slice.divided() ? perExample : 1;
        squares += scale * scale * pass.squares(slice);
      }
      double norm = Math.sqrt(squares);
      shorten = norm > threshold ? threshold / norm : 1;
    }
    float limit =
        normalization == GradientNormalization.ClipElementWiseAbsoluteValue
            ? (float) threshold
            : Float.POSITIVE_INFINITY;
    for (Slice slice : slices) {
      pass.update(slice, (float) (shorten * (slice.divided() ? perExample : 1)), limit);
    }
  }

  private static GradientNormalization normalization(Trainable layer) {
    GradientNormalization normalization = layer.getConfig().getGradientNormalization();
    // Frozen layers have no gradient to normalise.
    return normalization == null || layer.getGradientsViewArray() == null
        ? GradientNormalization.None
        : normalization;
  }

  private static boolean isKnown(GradientNormalization normalization) {
    return switch (normalization) {
      case None, ClipElementWiseAbsoluteValue, ClipL2PerLayer -> true;
      case RenormalizeL2PerLayer, RenormalizeL2PerParamType, ClipL2PerParamType -> false;
    };
  }

  private void keepTouchedRows(boolean keep) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof TouchedRows table) {
        table.keepTouchedRows(keep);
      }
    }
  }
}
