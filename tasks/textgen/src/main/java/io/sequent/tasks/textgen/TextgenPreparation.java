package io.sequent.tasks.textgen;

import io.sequent.common.UserError;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.task.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The characters that the training text holds.
 *
 * @param alphabet characters (code points) with their ids
 * @param lowerCase whether text was lower-cased
 */
record TextgenPreparation(Vocabulary alphabet, boolean lowerCase) implements Preparation {
  static TextgenPreparation of(List<TextWindow> train, boolean lowerCase) {
    return new TextgenPreparation(
        Vocabulary.of(
            train.stream()
                .flatMapToInt(
                    window ->
                        IntStream.concat(
                            IntStream.of(window.input(0)),
                            IntStream.range(0, window.length()).map(window::target)))
                .mapToObj(Character::toString),
            1,
            Integer.MAX_VALUE),
        lowerCase);
  }

  static TextgenPreparation restore(Path run, boolean lowerCase) throws IOException {
    Path file = run.resolve(Vocabulary.FILE);
    TextgenPreparation preparation = new TextgenPreparation(Vocabulary.load(file), lowerCase);
    List<String> characters = preparation.labels();
    for (int i = 0; i < characters.size(); i++) {
      String character = characters.get(i);
      if (character.codePointCount(0, character.length()) != 1) {
        throw UserError.at(
            file, Vocabulary.UNKNOWN + 2L + i, "'" + character + "', expected a single character");
      }
    }
    if (characters.isEmpty()) {
      throw UserError.at(file, Vocabulary.UNKNOWN + 2L, "ends here, expected a character");
    }
    return preparation;
  }

  @Override
  public void save(Path run) throws IOException {
    alphabet.save(run.resolve(Vocabulary.FILE));
  }

  /** All characters that can be predicted, in the order of their ids, on one line. */
  String characters() {
    return labels().stream().map(TextgenPreparation::visible).collect(Collectors.joining());
  }

  static String visible(String character) {
    return Character.isISOControl(character.codePointAt(0))
        ? String.format("\\u%04X", character.codePointAt(0))
        : character;
  }

  /** The id of a character; the unknown one's if the training text had no such character. */
  int id(int character) {
    return alphabet.id(Character.toString(character));
  }

  /**
   * What a text without a prompt starts behind: a line break, which stands before the first
   * character of a line; a blank, before that of a word, where there are no lines; else the most
   * frequent character.
   */
  int[] start() {
    int id =
        IntStream.of('\n', ' ')
            .filter(character -> alphabet.contains(Character.toString(character)))
            .map(this::id)
            .findFirst()
            .orElse(Vocabulary.UNKNOWN + 1);
    return new int[] {id};
  }

  /** All characters, in the order of their ids. */
  @Override
  public List<String> labels() {
    return IntStream.range(Vocabulary.UNKNOWN + 1, alphabet.size())
        .mapToObj(alphabet::token)
        .toList();
  }

  /**
   * The ids of a prompt.
   *
   * @throws UserError naming characters that the training text did not hold
   */
  int[] ids(String prompt) {
    String text = lowerCase ? Text.lowerCase(prompt) : prompt;
    List<String> unknown =
        text.codePoints()
            .mapToObj(Character::toString)
            .filter(character -> !alphabet.contains(character))
            .distinct()
            .map(TextgenPreparation::visible)
            .toList();
    if (!unknown.isEmpty()) {
      throw new UserError(
          "setting 'prompt': the training text does not contain " + String.join(" ", unknown));
    }
    return text.codePoints().map(this::id).toArray();
  }
}
