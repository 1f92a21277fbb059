package io.sequent.common.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.RussianStemmer;

/**
 * Maps the forms of a word to one, in lower case: with Snowball's stemmers for English (Porter 2)
 * and Russian, with a dictionary for Ukrainian, which gives a word's first lemma and leaves unknown
 * words unchanged.
 */
final class Stems implements UnaryOperator<List<String>> {
  /** Words whose stems are cached, so that memory is bounded. */
  private static final int CACHE_SIZE = 200_000;

  private final UnaryOperator<String> stemmer;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  Stems(Language language) {
    stemmer = stemmer(language);
  }

  @Override
  public List<String> apply(List<String> words) {
    return words.stream().map(this::stem).toList();
  }

  private String stem(String word) {
    String stem = known.get(word);
    if (stem == null) {
      stem = stemmer.apply(Apostrophes.plain(word.toLowerCase(Locale.ROOT)));
      if (known.size() < CACHE_SIZE) {
        known.put(word, stem);
      }
    }
    return stem;
  }

  private static UnaryOperator<String> stemmer(Language language) {
    // A stemmer of Snowball has state, so each word gets its own.
    return switch (language) {
      case NONE -> UnaryOperator.identity();
      case ENGLISH -> word -> snowball(new EnglishStemmer(), word);
      case UKRAINIAN -> Stems::lemma;
      case RUSSIAN -> word -> snowball(new RussianStemmer(), word);
    };
  }

  private static String snowball(SnowballStemmer stemmer, String word) {
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }

  private static String lemma(String word) {
    return UkrainianDictionary.readings(word).stream()
        .map(reading -> reading.lemma().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(word);
  }
}
