package io.sequent.common.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;
import org.jspecify.annotations.Nullable;

/**
 * The Ukrainian dictionary of the project dict_uk, in its form for text search: words in lower
 * case, ґ written as г, lemmas of names with capitals. Thread-safe.
 */
public final class UkrainianDictionary {
  private static final String FOLDER = "/ua/net/nlp/";

  private UkrainianDictionary() {}

  /**
   * A reading of a word.
   *
   * @param lemma with a capital if it is a name
   * @param tags the forms of the lemma that the word can be, such as noun, anim, m, v_naz
   */
  public record Reading(String lemma, List<List<String>> tags) {
    /** Whether the lemma is one of people, places and the like. */
    public boolean isName() {
      return !lemma.isEmpty() && Character.isUpperCase(lemma.codePointAt(0));
    }
  }

  /** All readings of a word, in the order of the dictionary; empty for an unknown word. */
  public static List<Reading> readings(String word) {
    String entry =
        Apostrophes.plain(word.toLowerCase(Locale.ROOT)).replace('ґ', 'г').replace("\u0301", "");
    // A lookup has state, so each call gets its own; the dictionary is shared.
    return new DictionaryLookup(Loaded.DICTIONARY)
        .lookup(entry).stream()
            .map(found -> new Reading(text(found.getStem()), tags(text(found.getTag()))))
            .toList();
  }

  /** Every form of every name in the dictionary, in lower case, in its order. */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (WordData entry : new DictionaryLookup(Loaded.DICTIONARY)) {
      if (new Reading(text(entry.getStem()), List.of()).isName()) {
        names.add(text(entry.getWord()));
      }
    }
    return names;
  }

  private static List<List<String>> tags(String forms) {
    return Stream.of(forms.split("\\|")).map(form -> List.of(form.split(":"))).toList();
  }

  private static String text(@Nullable CharSequence sequence) {
    return sequence == null ? "" : sequence.toString();
  }

  /** Read at first use. */
  private static final class Loaded {
    static final Dictionary DICTIONARY = read();

    private static Dictionary read() {
      try (InputStream words = open("ukrainian.dict");
          InputStream properties = open("ukrainian.info")) {
        return Dictionary.read(words, properties);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static InputStream open(String name) throws IOException {
      InputStream stream = UkrainianDictionary.class.getResourceAsStream(FOLDER + name);
      if (stream == null) {
        throw new IOException("no " + FOLDER + name + " on the class path");
      }
      return stream;
    }
  }
}
