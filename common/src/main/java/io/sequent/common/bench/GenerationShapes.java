package io.sequent.common.bench;

import io.sequent.common.network.recurrent.CellType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Generating text character by character, each drawn from the probabilities of the network. */
final class GenerationShapes {
  private static final int CHARACTERS = 57;
  private static final int LENGTH = 500;

  private GenerationShapes() {}

  static List<BenchShape> all() {
    return List.of(
        generation("generation-lstm1024", CellType.LSTM, 1024, LENGTH),
        generation("generation-lstm512", CellType.LSTM, 512, LENGTH),
        generation("generation-gru512", CellType.GRU, 512, LENGTH));
  }

  /**
   * Generation of one text.
   *
   * @param length characters to generate in a run
   */
  static BenchShape generation(String name, CellType cell, int units, int length) {
    Function<Toolkit, Runnable> work =
        toolkit -> {
          IntFunction<float[]> reader = toolkit.reader(network(toolkit, cell, units));
          return () -> write(reader, length);
        };
    return new BenchShape(
        name,
        Needs.cell(cell),
        new BenchShape.Runs(5, 7),
        work,
        (report, toolkit, shape, milliseconds) ->
            report.rate(toolkit, shape, length / milliseconds * 1e3, "characters/s"));
  }

  private static MultiLayerNetwork network(Toolkit toolkit, CellType cell, int units) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .list()
                .layer(toolkit.embedding(CHARACTERS, 64, false))
                .layer(toolkit.recurrent(cell, units, false))
                .layer(
                    new RnnOutputLayer.Builder(new LossMCXENT())
                        .nOut(CHARACTERS)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(toolkit.tokens(CHARACTERS))
                .build());
    network.init();
    return network;
  }

  private static void write(IntFunction<float[]> reader, int length) {
    SplittableRandom random = new SplittableRandom(1);
    int id = 0;
    for (int i = 0; i < length; i++) {
      id = draw(reader.apply(id), random.nextDouble());
    }
  }

  /** The id at a point, 0..1, of the cumulative probabilities. */
  private static int draw(float[] probabilities, double place) {
    double sum = 0;
    for (int id = 0; id < probabilities.length - 1; id++) {
      sum += probabilities[id];
      if (place < sum) {
        return id;
      }
    }
    return probabilities.length - 1;
  }
}
