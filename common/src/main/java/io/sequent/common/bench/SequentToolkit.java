package io.sequent.common.bench;

import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.network.engine.Precision;
import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.LayerPrecision;
import io.sequent.common.network.layer.convolution.SequenceConvolution;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import io.sequent.common.network.recurrent.CellType;
import io.sequent.common.network.recurrent.Recurrent;
import io.sequent.common.network.recurrent.StepwiseNetwork;
import io.sequent.common.network.transformer.BertEncoder;
import io.sequent.common.network.transformer.Transformer;
import io.sequent.common.network.update.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;

/** Our own layers. */
final class SequentToolkit implements Toolkit {
  private final Precision precision;

  SequentToolkit(Precision precision) {
    this.precision = precision;
  }

  @Override
  public String name() {
    return BenchReport.OURS + (precision == Precision.FLOAT ? "" : "-bf16");
  }

  @Override
  public void arrangeThreads() {
    NativeThreads.arrange();
  }

  @Override
  public Optional<String> lacks(Needs needs) {
    return Optional.empty();
  }

  @Override
  public InputType tokens(int vocabulary) {
    return InputType.recurrent(1);
  }

  @Override
  public Layer embedding(int vocabulary, int size, boolean lazy) {
    return new TokenEmbedding.Builder(vocabulary, size).lazyUpdates(lazy).build();
  }

  @Override
  public Layer recurrent(CellType cell, int units, boolean bidirectional) {
    return precise(new Recurrent.Builder(cell, units).bidirectional(bidirectional).build());
  }

  @Override
  public List<Layer> recurrentLast(CellType cell, int units) {
    return List.of(recurrent(cell, units, false), pooling(Pooling.LAST));
  }

  @Override
  public Layer dense(int units, Activation activation) {
    return precise(new Dense.Builder(units).activation(activation).build());
  }

  @Override
  public List<Layer> transformer(int blocks, int heads, int feedForward, int maxLength) {
    List<Layer> layers = new Transformer(blocks, heads, feedForward).maxLength(maxLength).pooled();
    layers.forEach(this::precise);
    return layers;
  }

  @Override
  public List<Layer> pretrainedEncoder(BertEncoder.Shape shape) {
    List<Layer> layers = new ArrayList<>(new BertEncoder(shape).layers());
    layers.add(pooling(Pooling.MEAN));
    layers.forEach(this::precise);
    return layers;
  }

  @Override
  public Layer convolutions(List<Integer> widths, int filters) {
    return precise(
        new SequenceConvolution.Builder(widths, filters).activation(Activation.RELU).build());
  }

  @Override
  public Layer maxOverTime() {
    return pooling(Pooling.MAX);
  }

  @Override
  public IntFunction<float[]> reader(MultiLayerNetwork network) {
    return StepwiseNetwork.of(network)::next;
  }

  @Override
  public Consumer<DataSet> step(MultiLayerNetwork network) {
    return new TrainingStep(network)::fit;
  }

  private Layer precise(Layer layer) {
    return LayerPrecision.set(layer, precision);
  }

  private static Layer pooling(Pooling kind) {
    return new SequencePooling(List.of(kind), 0);
  }
}
