package io.sequent.common.network.recurrent;

import io.sequent.bench.ReusedMemory;
import io.sequent.bench.Shape;
import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.Kernels.KernelChoice;
import io.sequent.common.network.engine.NativeThreads;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import java.util.concurrent.TimeUnit;
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

/**
 * One direction of one recurrent layer, without the layer around it; beside the kernels, which are
 * not public.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class KernelBenchmark {
  @Param CellType cell = CellType.LSTM;
  @Param Shape shape = Shape.NEWS;

  @Param({"ONEDNN", "PORTABLE"})
  KernelChoice kernel = KernelChoice.ONEDNN;

  private INDArray input;
  private INDArray output;
  private INDArray outputGradient;
  private RecurrentKernel implementation;
  private RecurrentWeights weights;
  private RecurrentWeights weightGradient;

  @Setup
  public void setUp() {
    Kernels.use(kernel);
    NativeThreads.arrange();
    implementation = kernel == KernelChoice.ONEDNN ? new OneDnnKernel(false) : new PortableKernel();
    input = Nd4j.randn(DataType.FLOAT, (long) shape.time * shape.batch, shape.input);
    outputGradient = Nd4j.randn(DataType.FLOAT, (long) shape.time * shape.batch, shape.hidden);
    output = outputGradient.ulike();
    weights = randomWeights();
    weightGradient = randomWeights();
  }

  /** As in inference: nothing is kept. */
  @Benchmark
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  public double forward() {
    try (MemoryWorkspace scope = ReusedMemory.open()) {
      return run(false).last().hidden().getDouble(0);
    }
  }

  /** As in training: forward, and back to the gradients of weights and input. */
  @Benchmark
  @SuppressWarnings("try") // The workspace scope is all that is wanted.
  public double forwardAndBackward() {
    try (MemoryWorkspace scope = ReusedMemory.open()) {
      return run(true)
          .backward(
              outputGradient, weightGradient, KernelBenchmark::allocate, KernelBenchmark::allocate)
          .input()
          .getDouble(0);
    }
  }

  private Pass run(boolean training) {
    Options options =
        new Options(
            false,
            null,
            null,
            null,
            training,
            KernelBenchmark::allocate,
            KernelBenchmark::allocate);
    return implementation.forward(cell, weights, input, shape.batch, output, options);
  }

  private RecurrentWeights randomWeights() {
    long columns = (long) cell.gates() * shape.hidden;
    return new RecurrentWeights(
        small(shape.input, columns),
        small(shape.hidden, columns),
        Nd4j.zeros(DataType.FLOAT, (long) cell.biases() * shape.hidden));
  }

  private static INDArray allocate(DataType type, char order, long... shape) {
    return Nd4j.createUninitialized(type, shape, order);
  }

  private static INDArray small(long rows, long columns) {
    return Nd4j.randn(DataType.FLOAT, rows, columns).muli(0.05).dup('f');
  }
}
