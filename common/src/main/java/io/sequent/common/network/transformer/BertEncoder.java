package io.sequent.common.network.transformer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.layer.BaseFeedForwardLayer;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The layers of an encoder of the BERT family (Devlin et al. 2019), from token ids [batch, 1, time]
 * to a vector of each token [batch, width, time]: embeddings of tokens and positions, their
 * normalisation, and post-norm blocks with the exact GELU. Every token is of type 0, so the vector
 * of that type is part of those of the positions.
 *
 * <pre>{@code
 * BertEncoder encoder = new BertEncoder(shape).dropout(0.1);
 * encoder.layers().forEach(list::layer);
 * ...
 * network.init();
 * encoder.fill(network, 0, tensors::get);
 * }</pre>
 *
 * <p>Tensors have these names, with {@code N} from 0:
 *
 * <ul>
 *   <li>{@code embeddings.word.weight} [vocabulary, width], {@code embeddings.position.weight}
 *       [positions, width] and, if there are types, {@code embeddings.type.weight} [types, width];
 *   <li>{@code embeddings.norm}, {@code layer.N.attention.norm} and {@code layer.N.output.norm},
 *       each with {@code .weight} and {@code .bias} [width];
 *   <li>{@code layer.N.query}, {@code .key}, {@code .value}, {@code .attention}, {@code
 *       .intermediate} and {@code .output}, each with {@code .weight} [inputs, outputs] and {@code
 *       .bias} [outputs].
 * </ul>
 */
public final class BertEncoder {
  /** Devlin et al. 2019. */
  private static final double DEVIATION = 0.02;

  private static final int EMBEDDINGS = 3; // Layers: tokens, positions, norm.

  private final Shape shape;
  private double dropout;
  private double attentionDropout;
  private double rateDecay = 1;
  private int frozen;

  /**
   * The sizes of an encoder.
   *
   * @param vocabulary number of token ids
   * @param width of all vectors
   * @param blocks at least 1
   * @param heads of each block; the width must be a multiple
   * @param feedForward units of the hidden layer in each block
   * @param positions tokens of the longest sequence
   * @param tokenTypes of which the first alone is used; 0 for an encoder without
   * @param epsilon what normalisations add to the variance
   */
  public record Shape(
      int vocabulary,
      int width,
      int blocks,
      int heads,
      int feedForward,
      int positions,
      int tokenTypes,
      double epsilon) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is out of range
     */
    public Shape {
      if (vocabulary < 1 || width < 1 || blocks < 1 || heads < 1 || feedForward < 1) {
        throw new IllegalArgumentException(
            ("an encoder of %d tokens, %d blocks of width %d, %d heads and %d units, expected at"
                    + " least 1 of each")
                .formatted(vocabulary, blocks, width, heads, feedForward));
      }
      if (width % heads != 0) {
        throw new IllegalArgumentException(
            "a width of %d cannot be divided among %d heads".formatted(width, heads));
      }
      if (positions < 1 || tokenTypes < 0) {
        throw new IllegalArgumentException(
            "%d positions and %d token types, expected at least 1 and 0"
                .formatted(positions, tokenTypes));
      }
      Norm.requireEpsilon(epsilon);
    }
  }

  /** An encoder all of which is trained, without dropout. */
  public BertEncoder(Shape shape) {
    this.shape = shape;
  }

  /**
   * The probability of outputs of the embeddings and of each branch to be dropped in training; 0 by
   * default.
   */
  public BertEncoder dropout(double probability) {
    dropout = probability;
    return this;
  }

  /** The probability of shares of the attention to be dropped in training; 0 by default. */
  public BertEncoder attentionDropout(double probability) {
    attentionDropout = probability;
    return this;
  }

  /**
   * What the learning rate of each block is multiplied by, compared with what stands above it; of
   * the embeddings likewise. 1 by default.
   *
   * @param factor above 0, to 1
   * @throws IllegalArgumentException for another
   */
  public BertEncoder rateDecay(double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "a decay of the rate by %s, expected above 0 to 1".formatted(factor));
    }
    rateDecay = factor;
    return this;
  }

  /**
   * Trains the topmost blocks alone. What is below them stays as it is, drops nothing, and takes no
   * part in the backward pass.
   *
   * @param blocks from 0, for none, to all of them; the embeddings are not trained either way
   * @throws IllegalArgumentException for another number
   */
  public BertEncoder trainTop(int blocks) {
    if (blocks < 0 || blocks > shape.blocks()) {
      throw new IllegalArgumentException(
          "%d blocks to train, expected from 0 to %d".formatted(blocks, shape.blocks()));
    }
    frozen = EMBEDDINGS + shape.blocks() - blocks;
    return this;
  }

  /** Numbers of a token's vector. */
  public int width() {
    return shape.width();
  }

  /** The layers, from the one that accepts token ids on. */
  public List<Layer> layers() {
    NormalDistribution start = new NormalDistribution(0, DEVIATION);
    List<BaseFeedForwardLayer> layers = new ArrayList<>();
    layers.add(
        new TokenEmbedding.Builder(shape.vocabulary(), shape.width()).weightInit(start).build());
    layers.add(new PositionEmbedding.Builder(shape.positions()).weightInit(start).build());
    layers.add(new LayerNorm.Builder().epsilon(shape.epsilon()).dropout(dropout).build());
    for (int block = 0; block < shape.blocks(); block++) {
      layers.add(
          new TransformerBlock.Builder(shape.heads(), shape.feedForward())
              .postNorm(true)
              .exactGelu(true)
              .epsilon(shape.epsilon())
              .residualDropout(dropout)
              .attentionDropout(attentionDropout)
              .weightInit(start)
              .build());
    }
    List<Layer> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      BaseFeedForwardLayer layer = layers.get(i);
      int depth = shape.blocks() - Math.max(-1, i - EMBEDDINGS); // 1 for the topmost block.
      layer.setRateFactor(Math.pow(rateDecay, depth));
      all.add(i < frozen ? new FrozenLayer(layer) : layer);
    }
    return all;
  }

  /**
   * Writes the weights of an encoder into a network.
   *
   * @param network initialised
   * @param first index of the first of {@link #layers} in it
   * @param tensors numbers in order c by the names above
   * @throws IllegalArgumentException if a tensor is not of the size that the shape tells
   */
  public void fill(MultiLayerNetwork network, int first, Function<String, float[]> tensors) {
    Tensors all = new Tensors(tensors);
    long width = shape.width();
    org.deeplearning4j.nn.api.Layer[] layers = network.getLayers();
    layers[first]
        .getParam("W")
        .assign(all.array("embeddings.word.weight", shape.vocabulary(), width));
    fillPositions(layers[first + 1].getParam(PositionEmbedding.TABLE), all);
    fillNorm(LayerNorm.norm(layers[first + 2]::getParam), "embeddings.norm", all);
    for (int block = 0; block < shape.blocks(); block++) {
      BlockWeights weights = BlockWeights.of(layers[first + EMBEDDINGS + block]::getParam);
      String name = "layer.%d.".formatted(block);
      List<String> parts = List.of("query", "key", "value");
      for (int part = 0; part < parts.size(); part++) {
        fillAffine(part(weights.projection(), part, width), name + parts.get(part), all);
      }
      fillAffine(weights.mixing(), name + "attention", all);
      fillNorm(weights.attentionNorm(), name + "attention.norm", all);
      fillAffine(weights.inner(), name + "intermediate", all);
      fillAffine(weights.outer(), name + "output", all);
      fillNorm(weights.feedForwardNorm(), name + "output.norm", all);
    }
  }

  private void fillPositions(INDArray table, Tensors tensors) {
    table.assign(tensors.array("embeddings.position.weight", shape.positions(), shape.width()));
    if (shape.tokenTypes() > 0) {
      INDArray types = tensors.array("embeddings.type.weight", shape.tokenTypes(), shape.width());
      table.addiRowVector(types.getRow(0, true).castTo(table.dataType()));
    }
  }

  /** The projection to queries, keys or values; views. */
  private static Affine part(Affine projection, int part, long width) {
    long from = part * width;
    return new Affine(
        projection.weights().get(all(), interval(from, from + width)),
        projection.bias().get(all(), interval(from, from + width)));
  }

  private static void fillAffine(Affine target, String name, Tensors tensors) {
    target.weights().assign(tensors.array(name + ".weight", target.weights().shape()));
    target.bias().assign(tensors.array(name + ".bias", target.bias().shape()));
  }

  private static void fillNorm(Norm target, String name, Tensors tensors) {
    target.gamma().assign(tensors.array(name + ".weight", target.gamma().shape()));
    target.beta().assign(tensors.array(name + ".bias", target.beta().shape()));
  }

  /** Tensors by name. */
  private record Tensors(Function<String, float[]> byName) {
    INDArray array(String name, long... shape) {
      float[] numbers = byName.apply(name);
      long expected = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      if (numbers.length != expected) {
        throw new IllegalArgumentException(
            "tensor '%s' has %d numbers, expected %d".formatted(name, numbers.length, expected));
      }
      return Nd4j.create(numbers, shape, DataType.FLOAT);
    }
  }
}
