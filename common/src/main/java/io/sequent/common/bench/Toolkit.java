package io.sequent.common.bench;

import io.sequent.common.network.recurrent.CellType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;

/** Layers to build a network of, and the way to train it: what one contender differs in. */
interface Toolkit {
  /** The first column of its lines; without spaces. */
  String name();

  /** Gives the toolkit's native libraries the threads with which it is fastest. */
  void arrangeThreads();

  /** What a shape needs and the toolkit has not; empty if it has all. */
  Optional<String> lacks(Needs needs);

  /** The input type of token ids [batch, 1, time]. */
  InputType tokens(int vocabulary);

  /**
   * Vectors of token ids.
   *
   * @param lazy whether only the rows in the batch are updated
   */
  Layer embedding(int vocabulary, int size, boolean lazy);

  /**
   * A recurrent layer with an output at each step.
   *
   * @param units of each direction; both are concatenated
   */
  Layer recurrent(CellType cell, int units, boolean bidirectional);

  /** A recurrent layer in one direction with its output at the last step alone. */
  List<Layer> recurrentLast(CellType cell, int units);

  /** A dense layer over vectors, or over each step of sequences. */
  Layer dense(int units, Activation activation);

  /** The encoder of a transformer, from vectors of tokens to the mean of its outputs. */
  List<Layer> transformer(int blocks, int heads, int feedForward, int maxLength);

  /** Rectified convolutions side by side, so many outputs of each width at each step. */
  Layer convolutions(List<Integer> widths, int filters);

  /** Pooling: the largest value of each feature over time. */
  Layer maxOverTime();

  /**
   * Reads one token after the other, from an empty memory on.
   *
   * @return tells for a token id the probabilities of the next one
   */
  IntFunction<float[]> reader(MultiLayerNetwork network);

  /** One training step on a batch: forward, loss, backward, update. */
  Consumer<DataSet> step(MultiLayerNetwork network);
}
