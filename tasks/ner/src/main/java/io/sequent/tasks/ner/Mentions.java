package io.sequent.tasks.ner;

import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.text.HashedNgrams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a word is used where else it stands nearby: which words are beside it there, and whether it
 * is written with a capital. A text gives a person's first name or office once and uses the surname
 * alone from then on; and a word that begins a sentence is a name if it has its capital elsewhere.
 */
final class Mentions {
  private static final int CHANNELS = 12;
  private static final int ENTRIES = 8192;

  /** Shorter words agree by chance. */
  private static final int SHORTEST_STEM = 4;

  private static final int LONGEST_ENDING = 3;
  private static final int[] NONE = {};

  private final TokenBag bag;

  /**
   * @param size of the vector of a way to be used
   */
  Mentions(int size) {
    bag = new TokenBag(CHANNELS, ENTRIES, size, 0);
  }

  TokenBag bag() {
    return bag;
  }

  /**
   * The sentences around one, the nearest first, an earlier one before a later one.
   *
   * @param sentences in the order of the text
   * @param distance the number of sentences on each side, if the text has them
   */
  static List<List<String>> around(List<List<String>> sentences, int index, int distance) {
    return IntStream.rangeClosed(1, distance)
        .flatMap(step -> IntStream.of(index - step, index + step))
        .filter(near -> near >= 0 && near < sentences.size())
        .mapToObj(sentences::get)
        .toList();
  }

  /**
   * The entries of each token of a sentence; none for tokens that do not begin with a capital.
   *
   * @param around the sentences around it, nearest first
   * @return for each token at most as many entries as the bag has channels, from 1 to its entries -
   *     1
   */
  int[][] of(List<String> sentence, List<List<String>> around) {
    int[][] entries = new int[sentence.size()][];
    Arrays.fill(entries, NONE);
    int[] capitals =
        IntStream.range(0, entries.length).filter(i -> isCapital(sentence.get(i))).toArray();
    if (capitals.length > 0) {
      Words words = Words.of(sentence);
      List<Words> near = around.stream().map(Words::of).toList();
      for (int i : capitals) {
        entries[i] =
            uses(words, i, near).stream().mapToInt(use -> HashedNgrams.id(use, ENTRIES)).toArray();
      }
    }
    return entries;
  }

  /** What other mentions of a token show, each thing once, that of the nearest first. */
  static List<String> uses(Words sentence, int index, List<Words> around) {
    String word = sentence.lower().get(index);
    List<String> uses = new ArrayList<>(sentence.uses(word, index));
    for (int i = 0; i < around.size() && uses.size() < CHANNELS; i++) {
      uses.addAll(around.get(i).uses(word, -1));
    }
    return uses.isEmpty() ? List.of("none") : uses.stream().distinct().limit(CHANNELS).toList();
  }

  /**
   * A sentence.
   *
   * @param tokens as written
   * @param lower the same in lower case
   */
  record Words(List<String> tokens, List<String> lower) {
    static Words of(List<String> tokens) {
      return new Words(tokens, tokens.stream().map(t -> t.toLowerCase(Locale.ROOT)).toList());
    }

    /** How a word in lower case, or a form of it, is used here but at one place. */
    private List<String> uses(String word, int but) {
      return IntStream.range(0, lower.size())
          .filter(i -> i != but && isSame(word, lower.get(i)))
          .boxed()
          .flatMap(this::use)
          .toList();
    }

    private Stream<String> use(int index) {
      String before = index == 0 ? "" : lower.get(index - 1);
      String after = index + 1 == lower.size() ? "" : lower.get(index + 1);
      Stream<String> beside = Stream.of("before " + before, "after " + after);
      if (!isCapital(tokens.get(index))) {
        return Stream.concat(Stream.of("small"), beside);
      }
      // The first word has its capital from the sentence.
      return index == 0 ? beside : Stream.concat(Stream.of("capital"), beside);
    }
  }

  /** Whether two words in lower case can be forms of one: shared but for short endings. */
  static boolean isSame(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int longer = Math.max(one.length(), other.length());
    int shared = 0;
    while (shared < shorter && one.charAt(shared) == other.charAt(shared)) {
      shared++;
    }
    return shared == longer || (shared >= SHORTEST_STEM && longer - shared <= LONGEST_ENDING);
  }

  static boolean isCapital(String token) {
    return !token.isEmpty() && Character.isUpperCase(token.codePointAt(0));
  }
}
