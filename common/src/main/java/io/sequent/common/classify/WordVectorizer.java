package io.sequent.common.classify;

import io.sequent.common.config.Config;
import io.sequent.common.data.TokenBatch;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.network.build.NetworkSettings;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.network.layer.pooling.Pooling;
import io.sequent.common.text.BigramSettings;
import io.sequent.common.text.CharacterNgramSettings;
import io.sequent.common.text.FeatureCache;
import io.sequent.common.text.HashedNgrams;
import io.sequent.common.text.TokenFeature;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns texts into words {@code [batch, channels, time]}, with a mask {@code [batch, time]} where
 * lengths differ. The first channel has the ids of words; behind it stand what the settings ask
 * for, the pair of each word and the one before it and the word's character n-grams.
 *
 * <p>A text without a word becomes one unknown word, so that no row of a batch is empty: pooling
 * over nothing has no value.
 */
final class WordVectorizer extends TextVectorizer<WordVectorizer.Words> {
  private final Vocabulary words;
  private final Terms terms;
  private final int maxLength;
  private final boolean fixedLength;
  private final int bigrams;
  private final Optional<TokenFeature> ngrams;
  private final Optional<FeatureCache<int[]>> known;

  WordVectorizer(TextPreparation preparation, Config config) {
    super(preparation);
    this.words = preparation.terms();
    this.terms = Terms.of(config);
    this.maxLength = preparation.fitted().maxLength();
    this.fixedLength = hasFixedLength(config);
    this.bigrams = config.get(BigramSettings.BIGRAM_ENTRIES);
    this.ngrams = CharacterNgramSettings.from(config);
    this.known = ngrams.map(all -> new FeatureCache<>(all::of));
  }

  /** Flattened outputs feed weights of their own at each step, so lengths must not differ. */
  static boolean hasFixedLength(Config config) {
    return config.get(NetworkSettings.POOLING).contains(Pooling.FLATTEN);
  }

  /** The tables of all channels behind the first, in their order. */
  static List<TokenBag> bags(Config config) {
    return Stream.concat(
            BigramSettings.bags(config).stream(),
            CharacterNgramSettings.from(config).map(TokenFeature::bag).stream())
        .toList();
  }

  /**
   * One text.
   *
   * @param ids of its words
   * @param pairs of each word and the one before it; empty without pairs
   * @param ngrams of each word, shared with other texts; empty without n-grams
   */
  record Words(int[] ids, int[] pairs, List<int[]> ngrams) {}

  @Override
  Words features(String text) {
    List<String> all = terms.of(text);
    List<String> kept = all.subList(0, Math.min(maxLength, all.size()));
    int[] ids =
        kept.isEmpty()
            ? new int[] {Vocabulary.UNKNOWN}
            : kept.stream().mapToInt(words::id).toArray();
    return new Words(ids, pairs(kept, ids.length), ngrams(kept));
  }

  private int[] pairs(List<String> text, int length) {
    if (bigrams == 0) {
      return new int[0];
    }
    int[] pairs = new int[length];
    for (int i = 1; i < pairs.length; i++) {
      pairs[i] = HashedNgrams.pair(text.get(i - 1), text.get(i), bigrams + 1);
    }
    return pairs;
  }

  private List<int[]> ngrams(List<String> text) {
    return known.map(all -> text.stream().map(all::of).toList()).orElse(List.of());
  }

  @Override
  int steps(Words features) {
    return fixedLength ? maxLength : features.ids().length;
  }

  @Override
  TokenBatch batch(List<Words> features) {
    List<int[][]> channels = features.stream().map(this::channels).toList();
    return fixedLength
        ? TokenBatch.ofChannels(channels, maxLength)
        : TokenBatch.ofChannels(channels);
  }

  private int[][] channels(Words text) {
    int ngramChannels = ngrams.map(all -> all.bag().channels()).orElse(0);
    int first = bigrams == 0 ? 1 : 2;
    int[][] channels = new int[first + ngramChannels][text.ids().length];
    channels[0] = text.ids();
    if (bigrams > 0) {
      channels[1] = text.pairs();
    }
    for (int t = 0; t < text.ngrams().size(); t++) {
      int[] entries = text.ngrams().get(t);
      for (int i = 0; i < entries.length; i++) {
        channels[first + i][t] = entries[i];
      }
    }
    return channels;
  }
}
