package io.sequent.common.network.transformer;

import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * The layers of a transformer's encoder, from vectors [batch, width, time] on: positions, blocks,
 * and the normalisation behind the last of them. The width is that of the input.
 *
 * <pre>{@code
 * List<Layer> layers = new Transformer(4, 4, 1024).maxLength(128).dropout(0.1).pooled();
 * }</pre>
 *
 * <p>The vectors of positions start normal with deviation 0.1, like those of tokens in {@link
 * io.sequent.common.network.build.SequenceNetwork}: of the sum of both the blocks see what is
 * large.
 */
public final class Transformer {
  private static final double POSITION_DEVIATION = 0.1;

  private final int blocks;
  private final int heads;
  private final int feedForward;
  private int maxLength = 512;
  private boolean classToken;
  private double dropout;
  private double attentionDropout;

  /**
   * An encoder.
   *
   * @param blocks at least 1
   * @param heads of each block; the width must be a multiple
   * @param feedForward units of the hidden layer in each block
   * @throws IllegalArgumentException for no blocks
   */
  public Transformer(int blocks, int heads, int feedForward) {
    if (blocks < 1) {
      throw new IllegalArgumentException(blocks + " blocks, expected at least 1");
    }
    this.blocks = blocks;
    this.heads = heads;
    this.feedForward = feedForward;
  }

  /** Steps of the longest sequence; 512 by default. */
  public Transformer maxLength(int steps) {
    maxLength = steps;
    return this;
  }

  /** Whether a learned step comes first that stands for the sequence; false by default. */
  public Transformer classToken(boolean wanted) {
    classToken = wanted;
    return this;
  }

  /** The probability of outputs of the positions and of each branch to be dropped; 0 by default. */
  public Transformer dropout(double probability) {
    dropout = probability;
    return this;
  }

  /** The probability of shares of the attention to be dropped; 0 by default. */
  public Transformer attentionDropout(double probability) {
    attentionDropout = probability;
    return this;
  }

  /** The layers up to an output at each step, [batch, width, time]; a class token adds a step. */
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new PositionEmbedding.Builder(maxLength)
            .classToken(classToken)
            .dropout(dropout)
            .weightInit(new NormalDistribution(0, POSITION_DEVIATION))
            .build());
    for (int block = 0; block < blocks; block++) {
      layers.add(
          new TransformerBlock.Builder(heads, feedForward)
              .residualDropout(dropout)
              .attentionDropout(attentionDropout)
              .build());
    }
    layers.add(new LayerNorm.Builder().build());
    return layers;
  }

  /** The layers up to one vector of each sequence, that of the class token, or else the mean. */
  public List<Layer> pooled() {
    List<Layer> layers = layers();
    Pooling kind = classToken ? Pooling.FIRST : Pooling.MEAN;
    layers.add(new SequencePooling(List.of(kind), 0));
    return layers;
  }
}
