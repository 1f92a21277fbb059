package io.sequent.common.classify;

import io.sequent.common.network.transformer.TransformerBlockLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one head of a transformer attends to in a text.
 *
 * @param block its number, from 1
 * @param head its number in the block, from 1
 * @param shares {@code shares[i][j]}: the share of step {@code j} in what step {@code i} attends to
 */
record AttentionHead(int block, int head, double[][] shares) {
  /**
   * All heads, block by block.
   *
   * @param ids of one text
   */
  static List<AttentionHead> of(MultiLayerNetwork network, INDArray ids) {
    List<TransformerBlockLayer> blocks =
        Arrays.stream(network.getLayers())
            .filter(TransformerBlockLayer.class::isInstance)
            .map(TransformerBlockLayer.class::cast)
            .toList();
    blocks.forEach(block -> block.keepAttention(true));
    try {
      network.feedForwardToLayer(blocks.get(blocks.size() - 1).getIndex(), ids, false);
      List<AttentionHead> heads = new ArrayList<>();
      for (int block = 0; block < blocks.size(); block++) {
        INDArray attention = blocks.get(block).attention().slice(0).castTo(DataType.DOUBLE);
        for (int head = 0; head < attention.size(0); head++) {
          heads.add(new AttentionHead(block + 1, head + 1, attention.slice(head).toDoubleMatrix()));
        }
      }
      return heads;
    } finally {
      blocks.forEach(block -> block.keepAttention(false));
    }
  }

  /** The mean of the heads of the last block. */
  static double[][] meanOfLastBlock(List<AttentionHead> all) {
    int last = all.get(all.size() - 1).block;
    List<AttentionHead> heads = all.stream().filter(head -> head.block == last).toList();
    int steps = heads.get(0).shares.length;
    double[][] mean = new double[steps][steps];
    for (AttentionHead head : heads) {
      for (int i = 0; i < steps; i++) {
        for (int j = 0; j < steps; j++) {
          mean[i][j] += head.shares[i][j] / heads.size();
        }
      }
    }
    return mean;
  }

  /** The heads of the lowest mean entropy, the lowest first. */
  static List<AttentionHead> mostFocused(List<AttentionHead> all, int most) {
    return all.stream()
        .sorted(Comparator.comparingDouble(AttentionHead::entropy))
        .limit(most)
        .toList();
  }

  /** The mean entropy of the rows in nats, from 0 to the logarithm of the steps. */
  double entropy() {
    return Arrays.stream(shares)
        .mapToDouble(
            row -> Arrays.stream(row).filter(share -> share > 0).map(p -> -p * Math.log(p)).sum())
        .average()
        .orElse(0);
  }

  /** Such as {@code Block 2, head 5: attention}. */
  String title() {
    return "Block %d, head %d: attention".formatted(block, head);
  }
}
