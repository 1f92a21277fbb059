package io.sequent.common.network.recurrent;

import io.sequent.common.network.layer.Dense;
import io.sequent.common.network.layer.embedding.TokenEmbedding;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network of tokens that is evaluated one step at a time and keeps its state, as text generation
 * needs thousands of times. It gives the numbers of {@code MultiLayerNetwork.rnnTimeStep}, many
 * times as fast, for the weights are laid out once and there is no array to make at a step. Several
 * sequences at once are faster still.
 *
 * <pre>{@code
 * try (StepwiseNetwork stepwise = StepwiseNetwork.of(network)) {
 *   float[] probabilities = stepwise.next(id);
 * }
 * }</pre>
 *
 * <p>The weights are those at the time it was made. Not for several threads at once.
 */
public final class StepwiseNetwork implements AutoCloseable {
  private final EmbeddingStep embedding;
  private final List<VectorStep> steps;

  private StepwiseNetwork(EmbeddingStep embedding, List<VectorStep> steps) {
    this.embedding = embedding;
    this.steps = steps;
  }

  /**
   * Copies a network's weights, for one sequence.
   *
   * @param network as for several
   * @throws IllegalArgumentException if it has another layer
   */
  public static StepwiseNetwork of(MultiLayerNetwork network) {
    return of(network, 1);
  }

  /**
   * Copies a network's weights.
   *
   * @param network a {@link TokenEmbedding}, then {@link Recurrent} layers in one direction without
   *     concat, {@link Dense} ones and an {@code RnnOutputLayer}
   * @param sequences that go on at the same time, at least 1
   * @throws IllegalArgumentException if it has another layer
   */
  public static StepwiseNetwork of(MultiLayerNetwork network, int sequences) {
    Layer[] layers = network.getLayers();
    if (!(layers[0].conf().getLayer() instanceof TokenEmbedding)) {
      throw unknown(layers, 0, "TokenEmbedding");
    }
    List<VectorStep> steps = new ArrayList<>();
    for (int i = 1; i < layers.length; i++) {
      org.deeplearning4j.nn.conf.layers.Layer kind = layers[i].conf().getLayer();
      if (layers[i] instanceof RecurrentLayer layer && isStepwise(layer.layerConf())) {
        addPasses(layer, sequences, steps);
      } else if (kind instanceof Dense dense) {
        steps.add(
            new DenseStep(
                layers[i].paramTable(), dense.getActivationFn(), dense.isConcat(), sequences));
      } else if (kind instanceof RnnOutputLayer output) {
        steps.add(
            new DenseStep(layers[i].paramTable(), output.getActivationFn(), false, sequences));
      } else {
        steps.forEach(VectorStep::close);
        throw unknown(layers, i, "Recurrent in one direction, Dense or RnnOutputLayer");
      }
    }
    return new StepwiseNetwork(new EmbeddingStep(layers[0].paramTable(), sequences), steps);
  }

  private static boolean isStepwise(Recurrent layer) {
    return !layer.isBidirectional() && !layer.isConcat();
  }

  /** Each pass has a memory of its own. */
  private static void addPasses(RecurrentLayer layer, int sequences, List<VectorStep> steps) {
    Recurrent recurrent = layer.layerConf();
    for (int pass = 0; pass < recurrent.getPasses(); pass++) {
      if (pass > 0) {
        int size = Math.toIntExact(recurrent.getNOut());
        steps.add(new ActivationStep(recurrent.getPassActivation(), size, sequences));
      }
      steps.add(new RecurrentStep(recurrent.getCell(), layer.weights(), sequences));
    }
  }

  /**
   * Reads a token of each sequence and predicts the outputs at its step.
   *
   * @param ids of the tokens, as many as there are sequences
   * @return for each sequence as many numbers as the network has outputs, one after the other;
   *     overwritten by the next call
   */
  public float[] next(int... ids) {
    float[] vectors = embedding.of(ids);
    for (VectorStep step : steps) {
      vectors = step.apply(vectors);
    }
    return vectors;
  }

  /** Resets the state to that before the first token. */
  public void forget() {
    steps.forEach(VectorStep::forget);
  }

  @Override
  public void close() {
    steps.forEach(VectorStep::close);
  }

  private static IllegalArgumentException unknown(Layer[] layers, int index, String expected) {
    return new IllegalArgumentException(
        "layer %d is a %s, expected %s"
            .formatted(
                index, layers[index].conf().getLayer().getClass().getSimpleName(), expected));
  }
}
