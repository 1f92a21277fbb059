package io.sequent.common.predict;

import java.util.Set;
import java.util.function.IntPredicate;

/** Text that a model generates, character by character, as it is asked for. */
public interface GeneratedText extends Prediction {
  /** The text that it continues; may be empty. */
  String prompt();

  @Override
  default Set<String> repeated() {
    return Set.of("prompt");
  }

  /**
   * Generates the text, the prompt not included. The same characters come at every call.
   *
   * @param characters gets each character (Unicode code point) as soon as it is generated, and says
   *     whether to go on
   */
  void generate(IntPredicate characters);

  /** The whole text, prompt included. */
  default String text() {
    StringBuilder text = new StringBuilder(prompt());
    generate(
        character -> {
          text.appendCodePoint(character);
          return true;
        });
    return text.toString();
  }
}
