package io.sequent.tasks.textgen;

import io.sequent.common.data.Vocabulary;
import io.sequent.common.task.Model;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
    network.rnnClearPreviousState();
    INDArray output = step(prompt);
    for (int i = 0; i < length; i++) {
      int id = choose.applyAsInt(characterProbabilities(output));
      written.accept(preparation.alphabet().token(id).codePointAt(0));
      if (i + 1 < length) {
        output = step(id);
      }
    }
  }

  private INDArray step(int... ids) {
    float[] values = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      values[i] = ids[i];
    }
    return network.rnnTimeStep(Nd4j.create(values, new long[] {1, 1, ids.length}, DataType.FLOAT));
  }

  /** The probabilities at the last step; padding and the unknown character cannot be written. */
  private static double[] characterProbabilities(INDArray output) {
    int time = Math.toIntExact(output.size(2));
    float[] all = output.dup('c').data().asFloat();
    double[] probabilities = new double[all.length / time];
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] = all[id * time + time - 1];
    }
    probabilities[Vocabulary.PADDING] = 0;
    probabilities[Vocabulary.UNKNOWN] = 0;
    return probabilities;
  }
}
