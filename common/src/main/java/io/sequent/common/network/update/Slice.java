package io.sequent.common.network.update;

import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.layer.BaseFeedForwardLayer;
import io.sequent.common.network.layer.embedding.TouchedRows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.UpdaterBlock.ParamState;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * One parameter of one layer in one step.
 *
 * @param parameter its name
 * @param divided whether its gradient is a sum over the examples of the batch
 * @param parameters all its values
 * @param gradient of the same length
 * @param moments those of the rule, each of the same length
 */
record Slice(
    Trainable layer,
    String parameter,
    boolean divided,
    UpdateRule rule,
    Penalty penalty,
    FloatBuffer parameters,
    FloatBuffer gradient,
    List<FloatBuffer> moments) {

  /**
   * The parameters of a block of the updater.
   *
   * @return null if not all of the block can be updated in one pass
   */
  static @Nullable List<Slice> of(UpdaterBlock block, int iteration, int epoch) {
    if (block.skipDueToPretrainConfig(false)) {
      return null;
    }
    IUpdater updater = block.getGradientUpdater().getConfig();
    List<Slice> slices = new ArrayList<>();
    for (ParamState state : block.getLayersAndVariablesInBlock()) {
      Trainable layer = state.getLayer();
      String name = state.getParamName();
      double factor = rateFactor(layer);
      UpdateRule rule = UpdateRules.of(block.getGradientUpdater(), factor, iteration, epoch);
      double rate =
          updater.hasLearningRate() ? factor * updater.getLearningRate(iteration, epoch) : 1;
      Penalty penalty =
          Penalty.of(layer.getConfig().getRegularizationByParam(name), rate, iteration, epoch);
      if (rule == null
          || penalty == null
          || !rule.moments().stream().allMatch(NativeFloats::inOnePiece)
          || !NativeFloats.inOnePiece(state.getParamView())
          || !NativeFloats.inOnePiece(state.getGradView())) {
        return null;
      }
      int from = state.getParamOffsetStart() - block.getParamOffsetStart();
      int length = state.getParamOffsetEnd() - state.getParamOffsetStart();
      List<FloatBuffer> moments = new ArrayList<>();
      for (INDArray moment : rule.moments()) {
        moments.add(NativeFloats.buffer(moment).slice(from, length));
      }
      slices.add(
          new Slice(
              layer,
              name,
              layer.updaterDivideByMinibatch(name),
              rule,
              penalty,
              NativeFloats.buffer(state.getParamView()),
              NativeFloats.buffer(state.getGradView()),
              moments));
    }
    return slices;
  }

  /** What a layer's learning rate is multiplied by. */
  static double rateFactor(Trainable layer) {
    return layer.getConfig() instanceof BaseFeedForwardLayer ours ? ours.getRateFactor() : 1;
  }

  /** The ranges where the gradient may be nonzero, as alternating starts and ends. */
  int[] gradientRanges() {
    int[] touched = layer instanceof TouchedRows table ? table.touchedRows(parameter) : null;
    return touched == null ? whole() : ranges(touched, ((TouchedRows) layer).width(parameter));
  }

  /** The ranges to update, as alternating starts and ends. */
  int[] updateRanges() {
    boolean touchedOnly =
        layer instanceof TouchedRows table
            && (table.hasLazyUpdates() || (rule.restsAtZero() && penalty.isNone()));
    return touchedOnly ? gradientRanges() : whole();
  }

  private int[] whole() {
    return new int[] {0, parameters.capacity()};
  }

  /** Consecutive rows become one range. */
  private static int[] ranges(int[] rows, int width) {
    int[] ranges = new int[2 * rows.length];
    int count = 0;
    for (int row : rows) {
      int from = row * width;
      if (count > 0 && ranges[count - 1] == from) {
        ranges[count - 1] = from + width;
      } else {
        ranges[count] = from;
        ranges[count + 1] = from + width;
        count += 2;
      }
    }
    return Arrays.copyOf(ranges, count);
  }
}
