package io.sequent.bench;

import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.network.layer.TimeMajor;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.network.layer.pooling.SequencePooling;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What lies around the recurrent layers, forward and backward: embedding and pooling. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LayerBenchmark {
  @Param({"NEWS", "TEXTGEN", "NER"})
  Shape shape = Shape.NEWS;

  private Layer embedding;
  private Layer maxPooling;
  private Layer meanPooling;
  private INDArray ids; // [batch, 1, time]
  private INDArray vectorGradient; // [batch, input, time]
  private INDArray outputs; // [batch, hidden, time]
  private INDArray pooledGradient; // [batch, hidden]

  @Setup
  public void setUp() {
    NativeThreads.arrange();
    embedding = layer(new TokenEmbedding.Builder(shape.vocabulary, shape.input).build(), 1);
    maxPooling = layer(new SequencePooling(List.of(Pooling.MAX), 0), shape.hidden);
    meanPooling = layer(new SequencePooling(List.of(Pooling.MEAN), 0), shape.hidden);
    ids = ids();
    vectorGradient = steps(shape.input);
    outputs = steps(shape.hidden);
    pooledGradient = Nd4j.randn(DataType.FLOAT, shape.batch, shape.hidden);
  }

  /** Looks ids up and adds their gradients up. */
  @Benchmark
  public double embedding() {
    return run(embedding, ids, vectorGradient);
  }

  @Benchmark
  public double maxPooling() {
    return run(maxPooling, outputs, pooledGradient);
  }

  @Benchmark
  public double meanPooling() {
    return run(meanPooling, outputs, pooledGradient);
  }

  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  private static double run(Layer layer, INDArray input, INDArray gradient) {
    try (MemoryWorkspace scope = ReusedMemory.open()) {
      LayerWorkspaceMgr workspaces = ReusedMemory.forLayers();
      layer.setInput(input, workspaces);
      double output = layer.activate(true, workspaces).getDouble(0);
      layer.backpropGradient(gradient, workspaces);
      return output;
    }
  }

  private static Layer layer(org.deeplearning4j.nn.conf.layers.Layer layer, int channels) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(layer)
                .setInputType(InputType.recurrent(channels))
                .build());
    network.init();
    network.initGradientsView();
    return network.getLayer(0);
  }

  private INDArray ids() {
    SplittableRandom random = new SplittableRandom(1);
    float[] drawn = new float[shape.batch * shape.time];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextInt(shape.vocabulary);
    }
    return Nd4j.create(drawn, new long[] {shape.batch, 1, shape.time}, DataType.FLOAT);
  }

  /** Activations as our layers put them out. */
  private INDArray steps(int features) {
    INDArray matrix = Nd4j.randn(DataType.FLOAT, (long) shape.time * shape.batch, features);
    return TimeMajor.activations(matrix, shape.batch);
  }
}
