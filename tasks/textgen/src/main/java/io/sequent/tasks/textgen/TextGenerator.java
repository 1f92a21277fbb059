package io.sequent.tasks.textgen;

import io.sequent.common.data.Vocabulary;
import io.sequent.common.network.recurrent.StepwiseNetwork;
import io.sequent.common.task.Ensemble;
import io.sequent.common.task.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Continues a prompt, one step of the networks a character, their memory carried along. Of several
 * networks the probabilities are averaged at each step.
 */
final class TextGenerator {
  private final List<MultiLayerNetwork> networks;
  private final Vocabulary alphabet;

  TextGenerator(Ensemble<TextgenPreparation> models) {
    networks = models.members().stream().map(Model::network).toList();
    alphabet = models.first().preparation().alphabet();
  }

  /**
   * Generates.
   *
   * @param prompt ids of the characters to continue, at least one
   * @param length the number of characters to generate
   * @param choose picks an id from the probabilities of all
   * @param written gets each new character (code point) at once, and says whether to go on
   */
  void generate(int[] prompt, int length, ToIntFunction<double[]> choose, IntPredicate written) {
    List<StepwiseNetwork> stepwise = new ArrayList<>();
    try {
      networks.forEach(network -> stepwise.add(StepwiseNetwork.of(network)));
      for (int i = 0; i < prompt.length - 1; i++) {
        int id = prompt[i];
        stepwise.forEach(network -> network.next(id));
      }
      int id = prompt[prompt.length - 1];
      boolean goesOn = true;
      for (int i = 0; i < length && goesOn; i++) {
        id = choose.applyAsInt(characterProbabilities(stepwise, id));
        goesOn = written.test(alphabet.token(id).codePointAt(0));
      }
    } finally {
      stepwise.forEach(StepwiseNetwork::close);
    }
  }

  /** Padding and the unknown character cannot be written. */
  private double[] characterProbabilities(List<StepwiseNetwork> stepwise, int read) {
    double[] probabilities = new double[alphabet.size()];
    for (StepwiseNetwork network : stepwise) {
      float[] output = network.next(read);
      for (int id = 0; id < output.length; id++) {
        probabilities[id] += output[id] / (double) stepwise.size();
      }
    }
    probabilities[Vocabulary.PADDING] = 0;
    probabilities[Vocabulary.UNKNOWN] = 0;
    return probabilities;
  }
}
