package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.Ngrams;
import io.sequent.common.text.TextPipeline;
import java.util.List;

/**
 * Takes texts apart into what a model reads: words in their order, or the n-grams of a bag.
 *
 * @param pipeline what makes words of a text
 * @param wordNgrams words in a row that are a term, at most
 * @param characterNgrams characters of a word, its ends marked, that are a term, at most; 0 for
 *     none
 */
record Terms(TextPipeline pipeline, int wordNgrams, int characterNgrams) {
  /** Of two characters nearly every word has every one. */
  private static final int SHORTEST = 3;

  /** No word has a colon in it unless it is one. */
  private static final String CHARACTERS = "c:";

  private static final String BEGIN = "<";
  private static final String END = ">";

  static Terms of(Config config) {
    boolean bag = config.get(ClassifierSettings.MODEL).readsBag();
    return new Terms(
        TextPipeline.from(config),
        bag ? config.get(TermSettings.WORD_NGRAMS) : 1,
        bag ? config.get(TermSettings.CHARACTER_NGRAMS) : 0);
  }

  /** The terms of a text; empty for a text without a word. */
  List<String> of(String text) {
    List<String> words = pipeline.words(text);
    if (wordNgrams == 1 && characterNgrams == 0) {
      return words;
    }
    List<String> terms = Ngrams.of(words, wordNgrams);
    if (characterNgrams > 0) {
      words.forEach(word -> addCharacters(word, terms));
    }
    return terms;
  }

  /** A term as people see it: characters of a word with an ellipsis where the word goes on. */
  static String shown(String term, WordMask mask) {
    if (!term.startsWith(CHARACTERS) || term.length() == CHARACTERS.length()) {
      return mask.of(term);
    }
    boolean begins = term.startsWith(BEGIN, CHARACTERS.length());
    boolean ends = term.endsWith(END);
    String part =
        term.substring(
            CHARACTERS.length() + (begins ? BEGIN.length() : 0),
            term.length() - (ends ? END.length() : 0));
    return (begins ? "" : "…") + mask.of(part) + (ends ? "" : "…");
  }

  private void addCharacters(String word, List<String> terms) {
    int[] characters = (BEGIN + word + END).codePoints().toArray();
    for (int n = SHORTEST; n <= characterNgrams; n++) {
      for (int from = 0; from + n <= characters.length; from++) {
        terms.add(CHARACTERS + new String(characters, from, n));
      }
    }
  }
}
