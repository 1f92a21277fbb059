package io.sequent.common.classify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is fitted on the training texts beside their words.
 *
 * @param maxLength the number of words of a text that are read at most
 * @param classCounts how many texts each class has
 * @param termFactors of the {@link TermWeighting weight} of each term, by its id; empty for models
 *     that read words in order
 * @param logOffsets of each class in the {@link Decision}
 * @param temperature the value of the {@link Temperature}; 0 in runs from before it, for none
 * @param shownWords what a {@link WordMask} shows; empty where nothing is masked
 */
record FittedText(
    int maxLength,
    List<Integer> classCounts,
    List<Float> termFactors,
    @JsonProperty("handicaps") List<Double> logOffsets,
    double temperature,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> shownWords) {
  static final String FILE = "texts.json";

  private static final String WHAT = "what a training on texts has counted";

  private static final ObjectMapper JSON = new ObjectMapper();

  FittedText {
    require(
        "classCounts",
        classCounts != null && classCounts.stream().allMatch(n -> n != null && n >= 0),
        "counts of 0 or more");
    require("termFactors", areFinite(termFactors), "numbers");
    require("handicaps", areFinite(logOffsets), "numbers");
    require(
        "shownWords",
        shownWords != null && shownWords.stream().allMatch(Objects::nonNull),
        "words");
    require("maxLength", maxLength > 0, "1 or more");
    classCounts = List.copyOf(classCounts);
    termFactors = List.copyOf(termFactors);
    logOffsets = List.copyOf(logOffsets);
    temperature = (temperature == 0 ? Temperature.NONE : new Temperature(temperature)).value();
    shownWords = List.copyOf(shownWords);
  }

  private static boolean areFinite(@Nullable List<? extends Number> numbers) {
    return numbers != null
        && numbers.stream().allMatch(n -> n != null && Double.isFinite(n.doubleValue()));
  }

  /** The same with other words to show. */
  FittedText showing(List<String> words) {
    return new FittedText(maxLength, classCounts, termFactors, logOffsets, temperature, words);
  }

  /** The same with another calibration. */
  FittedText with(Temperature newTemperature, Decision decision) {
    return new FittedText(
        maxLength,
        classCounts,
        termFactors,
        decision.logOffsets(),
        newTemperature.value(),
        shownWords);
  }

  /** The same for texts cut to fewer words. */
  FittedText cutTo(int words) {
    return new FittedText(
        Math.min(words, maxLength), classCounts, termFactors, logOffsets, temperature, shownWords);
  }

  /** How a class is decided for. */
  Decision decision() {
    return new Decision(logOffsets);
  }

  /** How probabilities are calibrated. */
  Temperature calibration() {
    return new Temperature(temperature);
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

  /**
   * Reads what {@link #save} wrote.
   *
   * @param classes number of classes
   * @param terms number of terms that have a weight, 0 for models that read words in order
   * @throws UserError if the file is something else, or of other classes or terms
   */
  static FittedText restore(Path run, int classes, int terms) throws IOException {
    Path file = run.resolve(FILE);
    FittedText fitted = JsonFile.read(file, JSON, new TypeReference<>() {}, WHAT);
    requireCount(file, "classCounts", fitted.classCounts.size(), classes);
    requireCount(file, "handicaps", fitted.logOffsets.size(), classes);
    requireCount(file, "termFactors", fitted.termFactors.size(), terms);
    return fitted;
  }

  private static void requireCount(Path file, String name, int count, int expected) {
    if (count != expected) {
      throw UserError.at(
          file, 1, "%d numbers of '%s', expected %d".formatted(count, name, expected));
    }
  }

  private static void require(String name, boolean right, String expected) {
    if (!right) {
      throw new IllegalArgumentException("'" + name + "': expected " + expected);
    }
  }
}
