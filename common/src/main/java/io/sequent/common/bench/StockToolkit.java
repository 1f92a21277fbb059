package io.sequent.common.bench;

import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.transformer.BertEncoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The layers that Deeplearning4j comes with. */
final class StockToolkit implements Toolkit {
  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public void arrangeThreads() {
    NativeThreads.arrangeForNd4j();
  }

  @Override
  public Optional<String> lacks(Needs needs) {
    if (needs.encoder().isPresent()) {
      return needs.encoder();
    }
    if (needs.lazyEmbedding()) {
      return Optional.of("embedding that is updated lazily");
    }
    return needs
        .cell()
        .filter(cell -> cell != CellType.LSTM && cell != CellType.RNN)
        .map(CellType::name);
  }

  /** Its embedding interprets the size of the input as that of the vocabulary. */
  @Override
  public InputType tokens(int vocabulary) {
    return InputType.recurrent(vocabulary);
  }

  @Override
  public Layer embedding(int vocabulary, int size, boolean lazy) {
    return new EmbeddingSequenceLayer.Builder().nIn(vocabulary).nOut(size).build();
  }

  @Override
  public Layer recurrent(CellType cell, int units, boolean bidirectional) {
    Layer layer = recurrent(cell, units);
    return bidirectional ? new Bidirectional(Bidirectional.Mode.CONCAT, layer) : layer;
  }

  @Override
  public List<Layer> recurrentLast(CellType cell, int units) {
    return List.of(new LastTimeStep(recurrent(cell, units)));
  }

  @Override
  public Layer dense(int units, Activation activation) {
    return new DenseLayer.Builder().nOut(units).activation(activation).build();
  }

  @Override
  public List<Layer> transformer(int blocks, int heads, int feedForward, int maxLength) {
    throw new IllegalArgumentException("Deeplearning4j has no transformer");
  }

  @Override
  public List<Layer> pretrainedEncoder(BertEncoder.Shape shape) {
    throw new IllegalArgumentException("Deeplearning4j has no encoder of the BERT family");
  }

  @Override
  public Layer convolutions(List<Integer> widths, int filters) {
    throw new IllegalArgumentException("Deeplearning4j has no convolutions side by side");
  }

  @Override
  public Layer maxOverTime() {
    return new GlobalPoolingLayer.Builder(PoolingType.MAX).build();
  }

  @Override
  public IntFunction<float[]> reader(MultiLayerNetwork network) {
    network.rnnClearPreviousState();
    return id -> {
      INDArray input = Nd4j.create(new float[] {id}, new long[] {1, 1, 1}, DataType.FLOAT);
      return network.rnnTimeStep(input).dup('c').data().asFloat();
    };
  }

  @Override
  public Consumer<DataSet> step(MultiLayerNetwork network) {
    return network::fit;
  }

  private static Layer recurrent(CellType cell, int units) {
    return switch (cell) {
      case LSTM -> new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
      case RNN -> new SimpleRnn.Builder().nOut(units).activation(Activation.TANH).build();
      default -> throw new IllegalArgumentException("Deeplearning4j has no " + cell);
    };
  }
}
