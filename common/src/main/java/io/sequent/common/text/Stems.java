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
 * Brings the forms of a word together, in lower case: by Snowball's stemmers for English (Porter 2)
 * and Russian, by a dictionary for Ukrainian, which gives a word's first lemma and leaves words
 * that it does not have.
 */
final class Stems implements UnaryOperator<List<String>> {
  /** How many words have their stems remembered, so that memory has a bound. */
  private static final int REMEMBERED = 200_000;

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
      if (known.size() < REMEMBERED) {
        known.put(word, stem);
      }
    }
    return stem;
  }

  private static UnaryOperator<String> stemmer(Language language) {
    // A stemmer of Snowball has a state, so each word has its own.
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
