package io.sequent.common.text;

import io.sequent.common.text.TextSettings.Treatment;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Words of digits only, with points and commas between them allowed. */
final class Numbers {
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,]\\p{Nd}+)*+");

  private Numbers() {}

  /** The change of words for a treatment other than to keep. */
  static UnaryOperator<List<String>> treated(Treatment treatment) {
    return treatment == Treatment.DROP
        ? words -> words.stream().filter(word -> !isNumber(word)).toList()
        : words -> words.stream().map(Numbers::marked).toList();
  }

  private static String marked(String word) {
    return isNumber(word) ? Mark.NUMBER : word;
  }

  private static boolean isNumber(String word) {
    return NUMBER.matcher(word).matches();
  }
}
