package io.sequent.tasks.ner;

import io.sequent.common.config.Setting;
import io.sequent.common.data.Batches;
import io.sequent.common.data.Vectorizer;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Training sentences whose names are replaced by others, drawn anew each epoch, so that a network
 * learns the contexts of names rather than the names themselves. Mentions are replaced as in Dai
 * and Adel, 2020, but word by word and from a dictionary: the training sentences show but a few of
 * all names.
 */
final class NameSwaps implements Batches<TaggedSentence> {
  static final Setting<Double> SHARE =
      Setting.decimal(
              "name-swaps",
              0,
              0,
              1,
              "share of the entities in training sentences that are replaced by other names from the dictionary")
          .comparedAt("0", "0.5", "1");

  private final Batches<TaggedSentence> sentences;
  private final double share;

  /**
   * @param share of the entities that get other names, 0 to 1
   */
  NameSwaps(Batches<TaggedSentence> sentences, double share) {
    this.sentences = sentences;
    this.share = share;
  }

  @Override
  public int perEpoch() {
    return sentences.perEpoch();
  }

  @Override
  public int examples() {
    return sentences.examples();
  }

  @Override
  public List<List<TaggedSentence>> epoch(long seed, int epoch) {
    // Split off, for the sentences are shuffled by numbers from the same seed.
    SplittableRandom random = new SplittableRandom(Batches.epochSeed(seed, epoch)).split();
    return sentences.epoch(seed, epoch).stream()
        .map(batch -> batch.stream().map(sentence -> swapped(sentence, random)).toList())
        .toList();
  }

  /** The sentences as they are. */
  @Override
  public List<List<TaggedSentence>> forEvaluation() {
    return sentences.forEvaluation();
  }

  @Override
  public boolean consecutive() {
    return sentences.consecutive();
  }

  @Override
  public Vectorizer<TaggedSentence> vectorizer() {
    return sentences.vectorizer();
  }

  private TaggedSentence swapped(TaggedSentence sentence, SplittableRandom random) {
    TaggedSentence result = sentence;
    boolean swap = false;
    for (int i = 0; i < sentence.tokens().size(); i++) {
      String tag = sentence.tags().get(i);
      swap = tag.startsWith("B-") ? random.nextDouble() < share : swap && tag.startsWith("I-");
      if (swap) {
        result = swapped(result, sentence.tokens().get(i), random);
      }
    }
    return result;
  }

  private static TaggedSentence swapped(
      TaggedSentence sentence, String token, SplittableRandom random) {
    List<String> names = Mentions.isCapital(token) ? DictionaryNames.like(token) : List.of();
    return names.isEmpty()
        ? sentence
        : renamed(sentence, token, writtenLike(token, names.get(random.nextInt(names.size()))));
  }

  /** The other forms of the word are replaced too, so that their context points to the new name. */
  private static TaggedSentence renamed(TaggedSentence sentence, String token, String name) {
    return new TaggedSentence(
        renamed(sentence.tokens(), token, name),
        sentence.tags(),
        sentence.tagSet(),
        sentence.around().stream().map(near -> renamed(near, token, name)).toList());
  }

  private static List<String> renamed(List<String> tokens, String token, String name) {
    String lower = token.toLowerCase(Locale.ROOT);
    return tokens.stream()
        .map(
            other ->
                Mentions.isCapital(other) && Mentions.isSame(lower, other.toLowerCase(Locale.ROOT))
                    ? name
                    : other)
        .toList();
  }

  private static String writtenLike(String token, String name) {
    boolean allCapitals = token.length() > 1 && token.equals(token.toUpperCase(Locale.ROOT));
    return allCapitals
        ? name.toUpperCase(Locale.ROOT)
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
