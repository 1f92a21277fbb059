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
 * Continues prompts, one step of the networks a character, their memory carried along. Of several
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
   * A text to generate.
   *
   * @param prompt ids of the characters to continue, at least one
   * @param choice picks an id from the probabilities of all
   * @param written gets each new character (code point) at once, and says whether to go on
   */
  @SuppressWarnings("ArrayRecordComponent") // Only handed on, never compared.
  record Text(int[] prompt, ToIntFunction<double[]> choice, IntPredicate written) {
    /** One that is written whole, after what a builder has already. */
    static Text into(StringBuilder builder, int[] prompt, ToIntFunction<double[]> choice) {
      return new Text(
          prompt,
          choice,
          character -> {
            builder.appendCodePoint(character);
            return true;
          });
    }
  }

  /**
   * Generates several texts at once, which is several times as fast as one after the other. Their
   * probabilities are those of each alone but for rounding.
   *
   * @param length the number of characters to generate for each
   */
  void generate(List<Text> texts, int length) {
    List<StepwiseNetwork> stepwise = new ArrayList<>();
    try {
      networks.forEach(network -> stepwise.add(StepwiseNetwork.of(network, texts.size())));
      List<Continuation> continuations =
          texts.stream().map(text -> new Continuation(text, length)).toList();
      while (continuations.stream().anyMatch(Continuation::goesOn)) {
        int[] read = continuations.stream().mapToInt(Continuation::next).toArray();
        List<float[]> outputs = stepwise.stream().map(network -> network.next(read)).toList();
        for (int i = 0; i < continuations.size(); i++) {
          continuations.get(i).choose(outputs, i);
        }
      }
    } finally {
      stepwise.forEach(StepwiseNetwork::close);
    }
  }

  /** One of the texts: how far its prompt has been read, and how much is still to be written. */
  private final class Continuation {
    private final Text text;
    private int read;
    private int left;
    private int last;

    Continuation(Text text, int length) {
      this.text = text;
      left = length;
    }

    boolean goesOn() {
      return left > 0;
    }

    /** The next character of the prompt, or the one that was written last. */
    int next() {
      if (read < text.prompt.length) {
        last = text.prompt[read++];
      }
      return last;
    }

    /**
     * Writes a character, unless more of the prompt is to be read.
     *
     * @param outputs of each network, for all texts
     * @param place of this text
     */
    void choose(List<float[]> outputs, int place) {
      if (read == text.prompt.length && goesOn()) {
        last = text.choice.applyAsInt(characterProbabilities(outputs, place));
        left = text.written.test(alphabet.token(last).codePointAt(0)) ? left - 1 : 0;
      }
    }
  }

  /** Padding and the unknown character cannot be written. */
  private double[] characterProbabilities(List<float[]> outputs, int place) {
    double[] probabilities = new double[alphabet.size()];
    int from = place * probabilities.length;
    for (float[] output : outputs) {
      for (int id = 0; id < probabilities.length; id++) {
        probabilities[id] += output[from + id] / (double) outputs.size();
      }
    }
    probabilities[Vocabulary.PADDING] = 0;
    probabilities[Vocabulary.UNKNOWN] = 0;
    return probabilities;
  }
}
