package io.sequent.common.classify;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Masks the words of texts that may be abusive: all but their first character become asterisks. As
 * abusive words are many, and misspelt on purpose, it knows the harmless ones instead and masks
 * every other.
 *
 * @param masks whether it masks at all
 * @param shown words that are shown, in lower case
 */
record WordMask(boolean masks, Set<String> shown) {
  /** Shows everything. */
  static final WordMask NONE = new WordMask(false, Set.of());

  /** A word that fewer harmless texts have may be anything. */
  private static final int LEAST_TEXTS = 5;

  private static final double LEAST_SHARE = 0.005;
  private static final double MOST_RATIO = 2;

  private static final String PUNCTUATION = ".,;:!?…-–—\"'()[]{}“”‘’«»";

  WordMask {
    shown = Set.copyOf(shown);
  }

  /** The mask for what a model reads; it shows everything if no class of the model is abusive. */
  static WordMask of(TextPreparation preparation, Set<String> abusive) {
    return Collections.disjoint(preparation.classes(), abusive)
        ? NONE
        : new WordMask(true, Set.copyOf(preparation.fitted().shownWords()));
  }

  /**
   * The words to show: those of at least one in 200 harmless texts, and five, that are at most
   * twice as frequent in abusive ones.
   *
   * @param abusive the names of the abusive classes
   * @return sorted; empty if no class is abusive
   */
  static List<String> harmless(List<LabelledText> train, Set<String> abusive) {
    if (Collections.disjoint(train.get(0).classes(), abusive)) {
      return List.of();
    }
    Map<String, Integer> inHarmless = new HashMap<>();
    Map<String, Integer> inAbusive = new HashMap<>();
    int harmless = 0;
    for (LabelledText text : train) {
      boolean isAbusive = abusive.contains(text.classes().get(text.label()));
      harmless += isAbusive ? 0 : 1;
      Map<String, Integer> counts = isAbusive ? inAbusive : inHarmless;
      words(text.text()).forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    double least = Math.max(LEAST_TEXTS, LEAST_SHARE * harmless);
    double most = MOST_RATIO * (train.size() - harmless) / harmless;
    return inHarmless.entrySet().stream()
        .filter(word -> word.getValue() >= least)
        .filter(word -> inAbusive.getOrDefault(word.getKey(), 0) <= most * word.getValue())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    edit(
        text,
        run -> {
          words.add(inner(run).toLowerCase(Locale.ROOT));
          return run;
        });
    words.remove(""); // of punctuation alone
    return words;
  }

  /** A text with all words masked that are not known to be harmless. */
  String of(String text) {
    return masks ? edit(text, this::masked) : text;
  }

  private String masked(String run) {
    String word = inner(run);
    if (shown.contains(word.toLowerCase(Locale.ROOT))
        || word.codePoints().noneMatch(Character::isLetter)) {
      return run;
    }
    int begin = run.indexOf(word);
    int first = word.offsetByCodePoints(0, 1);
    return run.substring(0, begin)
        + word.substring(0, first)
        + "*".repeat(word.codePointCount(first, word.length()))
        + run.substring(begin + word.length());
  }

  /** Without the punctuation at its ends. */
  private static String inner(String run) {
    int begin = 0;
    int end = run.length();
    while (begin < end && PUNCTUATION.indexOf(run.charAt(begin)) >= 0) {
      begin++;
    }
    while (begin < end && PUNCTUATION.indexOf(run.charAt(end - 1)) >= 0) {
      end--;
    }
    return run.substring(begin, end);
  }

  /** A text with each run of characters between blanks replaced. */
  private static String edit(String text, UnaryOperator<String> replacement) {
    StringBuilder edited = new StringBuilder();
    int from = 0;
    while (from < text.length()) {
      boolean blank = Character.isWhitespace(text.charAt(from));
      int to = from + 1;
      while (to < text.length() && Character.isWhitespace(text.charAt(to)) == blank) {
        to++;
      }
      String run = text.substring(from, to);
      edited.append(blank ? run : replacement.apply(run));
      from = to;
    }
    return edited.toString();
  }
}
