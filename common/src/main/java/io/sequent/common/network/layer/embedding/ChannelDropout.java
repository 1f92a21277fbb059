package io.sequent.common.network.layer.embedding;

import java.util.Objects;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Drops channels of sequences [batch, channels, time], each in all of a sequence (Tompson et al.
 * 2015), and multiplies the others by {@code 1 / (1 - p)}. Deeplearning4j's {@code SpatialDropout}
 * fails on sequences.
 */
final class ChannelDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  private final double probability;
  private transient @Nullable INDArray mask;

  /**
   * A dropout.
   *
   * @param probability of each channel to be dropped, from 0 to less than 1
   */
  ChannelDropout(@JsonProperty("probability") double probability) {
    this.probability = probability;
  }

  public double getProbability() {
    return probability;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    INDArray scales =
        workspaces.create(
            ArrayType.INPUT, result.dataType(), new long[] {input.size(0), input.size(1)}, 'c');
    scales.assign(Nd4j.rand(result.dataType(), scales.shape()).gte(probability));
    scales.divi(1 - probability);
    mask = scales;
    Nd4j.getExecutioner()
        .exec(new BroadcastMulOp(input.castTo(result.dataType()), scales, result, 0, 1));
    return result;
  }

  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    INDArray scales = Objects.requireNonNull(mask, "no forward pass to go back through");
    Nd4j.getExecutioner().exec(new BroadcastMulOp(gradAtOutput, scales, gradAtInput, 0, 1));
    mask = null;
    return gradAtInput;
  }

  @Override
  public void clear() {
    mask = null;
  }

  @Override
  public ChannelDropout clone() {
    return new ChannelDropout(probability);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelDropout that && probability == that.probability;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(probability);
  }

  @Override
  public String toString() {
    return "ChannelDropout(probability=" + probability + ")";
  }
}
