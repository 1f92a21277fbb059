package io.sequent.common.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was fitted beside the words.
 *
 * @param maxLength words of a text that are read at most
 * @param classCounts how many texts each class has
 * @param termFactors of the {@link TermWeighting weight} of each term, by its id; empty where words
 *     have none
 * @param handicaps of each class where it is {@link Decision decided} for one
 */
record FittedText(
    int maxLength, List<Integer> classCounts, List<Float> termFactors, List<Double> handicaps) {
  static final String FILE = "texts.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  FittedText {
    classCounts = List.copyOf(classCounts);
    termFactors = List.copyOf(termFactors);
    handicaps = List.copyOf(handicaps);
  }

  /** The same with another decision. */
  FittedText with(Decision decision) {
    return new FittedText(maxLength, classCounts, termFactors, decision.handicaps());
  }

  /** The same for texts of which fewer words are read. */
  FittedText cutTo(int words) {
    return new FittedText(Math.min(words, maxLength), classCounts, termFactors, handicaps);
  }

  /** How a class is chosen. */
  Decision decision() {
    return new Decision(handicaps);
  }

  /** The class with the fewest texts; of several, the last. */
  int rarest() {
    return IntStream.range(0, classCounts.size())
        .boxed()
        .reduce((a, b) -> classCounts.get(b) <= classCounts.get(a) ? b : a)
        .orElseThrow();
  }

  void save(Path run) throws IOException {
    AtomicFile.write(run.resolve(FILE), JSON.writeValueAsString(this) + "\n");
  }

  static FittedText restore(Path run) throws IOException {
    Path file = run.resolve(FILE);
    try {
      return JSON.readValue(TextFile.read(file), FittedText.class);
    } catch (JsonProcessingException e) {
      throw new UserError(file + ": broken, expected what the training wrote", e);
    }
  }
}
