package io.sequent.tasks.ner;

import io.sequent.common.text.UkrainianDictionary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of a dictionary, some 250,000 forms, grouped by what can replace what. */
final class DictionaryNames {
  private DictionaryNames() {}

  /**
   * The names that fit where a token is: with the same {@linkplain MorphologicalTags tags}, so of
   * the same kind and case, and with its last letter, so as a rule of its gender and number.
   *
   * @return in lower case, the token among them; none if the dictionary does not have it as a name
   */
  static List<String> like(String token) {
    return Read.BY_KIND.getOrDefault(kind(token), List.of());
  }

  private static String kind(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.substring(lower.length() - 1) + " " + MorphologicalTags.tags(lower);
  }

  /** Loaded on first use, which takes seconds. */
  private static final class Read {
    static final Map<String, List<String>> BY_KIND = read();

    private static Map<String, List<String>> read() {
      Map<String, List<String>> names = new HashMap<>();
      for (String name : UkrainianDictionary.names()) {
        names.computeIfAbsent(kind(name), first -> new ArrayList<>()).add(name);
      }
      return names;
    }
  }
}
