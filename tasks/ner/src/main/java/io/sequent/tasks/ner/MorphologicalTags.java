package io.sequent.tasks.ner;

import io.sequent.common.network.layer.embedding.TokenBag;
import io.sequent.common.text.HashedNgrams;
import io.sequent.common.text.TokenFeature;
import io.sequent.common.text.UkrainianDictionary;
import java.util.List;
import java.util.stream.Stream;

/**
 * The dictionary's tags of a token: for each reading the part of speech, for nouns whether they are
 * animate, whether it is a name, and the case. {@code noun:anim:name} is a person, {@code
 * noun:inanim:name} a place or an organisation. A token that it lacks is marked as unknown.
 */
final class MorphologicalTags implements TokenFeature {
  private static final int CHANNELS = 12;

  /** Some fifty tags occur; the rare ones may meet. */
  private static final int ENTRIES = 512;

  private static final String UNKNOWN = "unknown";
  private static final List<String> MARKS =
      List.of("anim", "inanim", "unanim", "abbr", "&pron", "&numr");

  private final TokenBag bag;

  /**
   * @param size of the vector of a tag
   */
  MorphologicalTags(int size) {
    bag = new TokenBag(CHANNELS, ENTRIES, size, 0);
  }

  @Override
  public TokenBag bag() {
    return bag;
  }

  @Override
  public int[] of(String token) {
    return tags(token).stream().mapToInt(tag -> HashedNgrams.id(tag, ENTRIES)).toArray();
  }

  static List<String> tags(String token) {
    List<UkrainianDictionary.Reading> readings = UkrainianDictionary.readings(token);
    if (readings.isEmpty()) {
      return List.of(UNKNOWN);
    }
    return readings.stream().flatMap(MorphologicalTags::of).distinct().limit(CHANNELS).toList();
  }

  private static Stream<String> of(UkrainianDictionary.Reading reading) {
    return reading.tags().stream()
        .flatMap(tag -> Stream.concat(Stream.of(kind(reading, tag)), cases(tag)));
  }

  private static String kind(UkrainianDictionary.Reading reading, List<String> tag) {
    StringBuilder kind = new StringBuilder(tag.get(0));
    tag.stream().skip(1).filter(MARKS::contains).forEach(mark -> kind.append(':').append(mark));
    return kind.append(reading.isName() ? ":name" : "").toString();
  }

  private static Stream<String> cases(List<String> tag) {
    return tag.stream().filter(part -> part.startsWith("v_"));
  }
}
