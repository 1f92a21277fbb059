package io.sequent.common.bench;

import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.transformer.BertEncoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;

/** The layers of one library, and its way to train a network of them. */
interface Toolkit {
  /** The first column of its lines; without spaces. */
  String name();

  /** Sets the threads of the native libraries so that the toolkit is fastest. */
  void arrangeThreads();

  /** The feature of a shape that the toolkit lacks; empty if it has all. */
  Optional<String> lacks(Needs needs);

  /** The input type of token ids [batch, 1, time]. */
  InputType tokens(int vocabulary);

  /**
   * An embedding of token ids.
   *
   * @param lazy whether only the rows of the batch are updated
   */
  Layer embedding(int vocabulary, int size, boolean lazy);

  /**
   * A recurrent layer with an output at each step.
   *
   * @param units of each direction; both are concatenated
   */
  Layer recurrent(CellType cell, int units, boolean bidirectional);

  /** A recurrent layer in one direction with only the output of the last step. */
  List<Layer> recurrentLast(CellType cell, int units);

  /** A dense layer over vectors, or over each step of sequences. */
  Layer dense(int units, Activation activation);

  /** The encoder of a transformer, from vectors of tokens to the mean of its outputs. */
  List<Layer> transformer(int blocks, int heads, int feedForward, int maxLength);

  /** An encoder of the BERT family, from token ids to the mean of its outputs. */
  List<Layer> pretrainedEncoder(BertEncoder.Shape shape);

  /** Parallel convolutions with ReLU, the given number of filters of each width. */
  Layer convolutions(List<Integer> widths, int filters);

  /** Max pooling over time. */
  Layer maxOverTime();

  /**
   * Reads tokens one by one, starting from an empty state.
   *
   * @return maps a token id to the probabilities of the next one
   */
  IntFunction<float[]> reader(MultiLayerNetwork network);

  /** One training step on a batch: forward, loss, backward, update. */
  Consumer<DataSet> step(MultiLayerNetwork network);
}
