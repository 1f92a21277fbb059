package io.sequent.tasks.textgen;

import io.sequent.common.data.Vocabulary;
import io.sequent.common.network.stepwise.StepwiseNetwork;
import io.sequent.common.task.Model;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Writes on from a prompt, one step of the network a character, its memory carried along. */
final class TextGenerator {
  private final MultiLayerNetwork network;
  private final TextgenPreparation preparation;

  TextGenerator(Model<TextgenPreparation> model) {
    network = model.network();
    preparation = model.preparation();
  }

  /**
   * Generates.
   *
   * @param prompt ids of the characters to go on from, at least one
   * @param length how many characters to write
   * @param choose picks an id from the probabilities of all
   * @param written gets each new character (code point) at once
   */
  void generate(int[] prompt, int length, ToIntFunction<double[]> choose, IntConsumer written) {
    try (StepwiseNetwork stepwise = StepwiseNetwork.of(network)) {
      for (int i = 0; i < prompt.length - 1; i++) {
        stepwise.next(prompt[i]);
      }
      int id = prompt[prompt.length - 1];
      for (int i = 0; i < length; i++) {
        id = choose.applyAsInt(characterProbabilities(stepwise.next(id)));
        written.accept(preparation.alphabet().token(id).codePointAt(0));
      }
    }
  }

  /** Padding and the unknown character cannot be written. */
  private static double[] characterProbabilities(float[] output) {
    double[] probabilities = new double[output.length];
    for (int id = 0; id < output.length; id++) {
      probabilities[id] = output[id];
    }
    probabilities[Vocabulary.PADDING] = 0;
    probabilities[Vocabulary.UNKNOWN] = 0;
    return probabilities;
  }
}
