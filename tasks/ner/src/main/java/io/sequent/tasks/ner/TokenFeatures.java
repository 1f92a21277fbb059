package io.sequent.tasks.ner;

import io.sequent.common.config.Config;
import io.sequent.common.config.Setting;
import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.text.CharacterNgramSettings;
import io.sequent.common.text.FeatureCache;
import io.sequent.common.text.TokenFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Features of a token beside the token itself. They come from the token's characters, a dictionary
 * and the surrounding text; nothing is fitted, so unknown words have features too.
 */
final class TokenFeatures {
  static final Setting<Integer> SHAPE_EMBEDDING =
      size("shape-embedding", "a token's shape: capitals, digits, punctuation");
  static final Setting<Integer> LEMMA_EMBEDDING =
      size("lemma-embedding", "the mean of a token's lemmas by a Ukrainian dictionary");
  static final Setting<Integer> LEMMA_ENTRIES =
      Setting.integer("lemma-entries", 20_000, 1, 10_000_000, "size of the hash table of lemmas");
  static final Setting<Integer> MORPHOLOGY_EMBEDDING =
      size(
          "morphology-embedding",
          "a token's tags in the same dictionary: part of speech, case, whether it is a name");
  static final Setting<Integer> MENTION_EMBEDDING =
      size("mention-embedding", "how a capitalised word is used in nearby sentences");
  static final Setting<Integer> MENTION_DISTANCE =
      Setting.integer("mention-distance", 10, 0, 1000, "number of nearby sentences on each side");

  private final List<TokenFeature> features;
  private final Optional<Mentions> mentions;
  private final int channels;
  private final FeatureCache<int[][]> known = new FeatureCache<>(this::entries);

  private TokenFeatures(List<TokenFeature> features, Optional<Mentions> mentions) {
    this.features = List.copyOf(features);
    this.mentions = mentions;
    this.channels = 1 + bags().stream().mapToInt(TokenBag::channels).sum();
  }

  static List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(CharacterNgramSettings.all());
    settings.addAll(
        List.of(
            SHAPE_EMBEDDING,
            LEMMA_EMBEDDING,
            LEMMA_ENTRIES,
            MORPHOLOGY_EMBEDDING,
            MENTION_EMBEDDING,
            MENTION_DISTANCE));
    return settings;
  }

  /** The features that the settings ask for. */
  static TokenFeatures from(Config config) {
    List<TokenFeature> features = new ArrayList<>();
    CharacterNgramSettings.from(config).ifPresent(features::add);
    if (config.get(SHAPE_EMBEDDING) > 0) {
      features.add(new WordShape(config.get(SHAPE_EMBEDDING)));
    }
    if (config.get(LEMMA_EMBEDDING) > 0) {
      features.add(new Lemmas(config.get(LEMMA_ENTRIES), config.get(LEMMA_EMBEDDING)));
    }
    if (config.get(MORPHOLOGY_EMBEDDING) > 0) {
      features.add(new MorphologicalTags(config.get(MORPHOLOGY_EMBEDDING)));
    }
    int mention = config.get(MENTION_EMBEDDING);
    return new TokenFeatures(
        features, mention > 0 ? Optional.of(new Mentions(mention)) : Optional.empty());
  }

  /** Names of the features that the settings ask for, in the order of {@link #bags}. */
  static List<String> names(Config config) {
    Map<String, Setting<Integer>> sizes = new LinkedHashMap<>();
    sizes.put("ngrams", CharacterNgramSettings.NGRAM_EMBEDDING);
    sizes.put("shape", SHAPE_EMBEDDING);
    sizes.put("lemmas", LEMMA_EMBEDDING);
    sizes.put("morphology", MORPHOLOGY_EMBEDDING);
    sizes.put("mentions", MENTION_EMBEDDING);
    return sizes.entrySet().stream()
        .filter(feature -> config.get(feature.getValue()) > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The number of sentences on each side that the features need. */
  static int distance(Config config) {
    return config.get(MENTION_EMBEDDING) > 0 ? config.get(MENTION_DISTANCE) : 0;
  }

  /** The tables of all features, in the order of the channels. */
  List<TokenBag> bags() {
    return Stream.concat(
            features.stream().map(TokenFeature::bag), mentions.stream().map(Mentions::bag))
        .toList();
  }

  /**
   * The channels of a sentence.
   *
   * @param ids of its tokens
   * @param around the sentences around it, nearest first
   * @return shape {@code [1 + channels of the bags, tokens]}, the ids first
   */
  int[][] channels(int[] ids, List<String> tokens, List<List<String>> around) {
    int[][] all = new int[channels][ids.length];
    all[0] = ids;
    int[][] uses = mentions.map(feature -> feature.of(tokens, around)).orElse(new int[0][]);
    for (int t = 0; t < ids.length; t++) {
      int channel = 1;
      int[][] entries = known.of(tokens.get(t));
      for (int f = 0; f < entries.length; f++) {
        fill(all, channel, t, entries[f]);
        channel += features.get(f).bag().channels();
      }
      if (mentions.isPresent()) {
        fill(all, channel, t, uses[t]);
      }
    }
    return all;
  }

  private static void fill(int[][] channels, int first, int token, int[] entries) {
    for (int i = 0; i < entries.length; i++) {
      channels[first + i][token] = entries[i];
    }
  }

  private int[][] entries(String token) {
    return features.stream().map(feature -> feature.of(token)).toArray(int[][]::new);
  }

  private static Setting<Integer> size(String name, String what) {
    return Setting.integer(name, 0, 0, 65536, "size of the vector of " + what + ", 0 for none")
        .comparedAt("0", "16", "32", "64");
  }
}
