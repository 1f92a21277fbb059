package io.sequent.common.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Features of words, so that those of frequent words are found but once. Bounded: a text of any
 * length has ever new words, of which nearly all are frequent that come early. Thread-safe.
 *
 * @param <V> the features of one word
 */
public final class FeatureCache<V> {
  private static final int WORDS = 300_000;

  private final Map<String, V> known = new ConcurrentHashMap<>();
  private final Function<String, V> features;

  /**
   * @param features finds those of a word
   */
  public FeatureCache(Function<String, V> features) {
    this.features = features;
  }

  /** The features of a word. */
  public V of(String word) {
    V found = known.get(word);
    if (found == null) {
      found = features.apply(word);
      if (known.size() < WORDS) {
        known.put(word, found);
      }
    }
    return found;
  }
}
