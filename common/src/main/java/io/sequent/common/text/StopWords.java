package io.sequent.common.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.uk.UkrainianMorfologikAnalyzer;

/**
 * Drops words that are frequent in any text of a language. The lists are those of Lucene:
 * Snowball's for English and Russian, its own for Ukrainian.
 */
final class StopWords implements UnaryOperator<List<String>> {
  private static final String ENGLISH = "english_stop.txt";

  private final Set<String> entries;

  StopWords(Language language) {
    entries =
        list(language).stream()
            .map(entry -> normal(String.valueOf((char[]) entry)))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<String> apply(List<String> words) {
    return words.stream().filter(word -> !entries.contains(normal(word))).toList();
  }

  /** As the lists spell it: the Russian one has е for ё. */
  private static String normal(String word) {
    return Apostrophes.plain(word.toLowerCase(Locale.ROOT)).replace('ё', 'е');
  }

  private static CharArraySet list(Language language) {
    return switch (language) {
      case NONE -> CharArraySet.EMPTY_SET;
      case ENGLISH -> english();
      case UKRAINIAN -> UkrainianMorfologikAnalyzer.getDefaultStopwords();
      case RUSSIAN -> RussianAnalyzer.getDefaultStopSet();
    };
  }

  /** Not the list of EnglishAnalyzer, which has only 33 words. */
  private static CharArraySet english() {
    try (InputStream stream = SnowballFilter.class.getResourceAsStream(ENGLISH)) {
      if (stream == null) {
        throw new IOException("no " + ENGLISH + " beside " + SnowballFilter.class);
      }
      return WordlistLoader.getSnowballWordSet(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
