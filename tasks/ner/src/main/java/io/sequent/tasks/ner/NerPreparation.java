package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.data.Vocabulary;
import io.sequent.common.data.VocabularySettings;
import io.sequent.common.encoder.EncoderSettings;
import io.sequent.common.encoder.TextEncoder;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.TextFile;
import io.sequent.common.task.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is fitted on the training sentences: the words and the tags.
 *
 * @param words the words as they are written, since capital letters distinguish names from other
 *     words, and the {@linkplain WordForm forms} of the rare ones
 * @param tags the tags, {@code O} first, by the index that the network gives them
 * @param encoder the pretrained encoder that reads the sentences, where there is one; then there
 *     are no words
 * @param notes about it
 */
record NerPreparation(
    Vocabulary words,
    List<String> tags,
    Optional<TextEncoder> encoder,
    @Override List<String> notes)
    implements Preparation {
  private static final String TAGS = "tags.txt";

  NerPreparation {
    tags = List.copyOf(tags);
    notes = List.copyOf(notes);
  }

  static NerPreparation of(List<TaggedSentence> train, Config config) {
    if (EncoderSettings.areOn(config)) {
      TextEncoder encoder = TextEncoder.of(config);
      List<int[]> pieces =
          train.stream().map(sentence -> encoder.pieces(sentence.tokens()).ids()).toList();
      return new NerPreparation(
          Vocabulary.of(Stream.empty(), 1, 0),
          train.get(0).tagSet(),
          Optional.of(encoder),
          List.of(encoder.describe(pieces, "sentences")));
    }
    Vocabulary known = VocabularySettings.vocabulary(tokens(train), config);
    Stream<String> forms =
        tokens(train)
            .filter(token -> !known.contains(token) && !known.contains(lowerCase(token)))
            .flatMap(token -> WordForm.of(token).stream());
    return new NerPreparation(
        VocabularySettings.vocabulary(Stream.concat(tokens(train), forms), config),
        train.get(0).tagSet(),
        Optional.empty(),
        List.of());
  }

  private static Stream<String> tokens(List<TaggedSentence> sentences) {
    return sentences.stream().flatMap(sentence -> sentence.tokens().stream());
  }

  static NerPreparation restore(Path run, Config config) throws IOException {
    return new NerPreparation(
        Vocabulary.load(run.resolve(Vocabulary.FILE)),
        readTags(run.resolve(TAGS)),
        EncoderSettings.areOn(config)
            ? Optional.of(TextEncoder.restore(run, config))
            : Optional.empty(),
        List.of());
  }

  private static List<String> readTags(Path file) throws IOException {
    List<String> tags = TextFile.read(file).lines().toList();
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      boolean isRight = i == 0 ? tag.equals(TagScheme.OUTSIDE) : TagScheme.IOB2.isTagOfEntity(tag);
      if (!isRight || tags.indexOf(tag) < i) {
        throw UserError.at(
            file,
            i + 1L,
            "tag '%s', expected %s"
                .formatted(tag, i == 0 ? "O first" : "B- or I- with a type, each once"));
      }
    }
    if (tags.size() < 2) {
      throw UserError.at(file, tags.size() + 1L, "ends here, expected O and a tag of entities");
    }
    return tags;
  }

  @Override
  public void save(Path run) throws IOException {
    words.save(run.resolve(Vocabulary.FILE));
    AtomicFile.write(run.resolve(TAGS), String.join("\n", tags) + "\n");
    if (encoder.isPresent()) {
      encoder.get().save(run);
    }
  }

  /** The tags. */
  @Override
  public List<String> labels() {
    return tags;
  }

  /**
   * The ids of tokens. A token that is not known as it is written is looked up in lower case, as a
   * common word at the beginning of a sentence, and then by its form.
   */
  int[] ids(List<String> tokens) {
    return tokens.stream().mapToInt(this::id).toArray();
  }

  private int id(String token) {
    return Stream.concat(Stream.of(token, lowerCase(token)), WordForm.of(token).stream())
        .filter(words::contains)
        .findFirst()
        .map(words::id)
        .orElse(Vocabulary.UNKNOWN);
  }

  /**
   * The indices of tags. One that the training data did not have is outside for the network, which
   * has no better answer to it; only data to evaluate on have such tags.
   */
  int[] indices(List<String> sentence) {
    return sentence.stream().mapToInt(this::index).toArray();
  }

  private int index(String tag) {
    return Math.max(tags.indexOf(tag), tags.indexOf(TagScheme.OUTSIDE));
  }

  /** The tags of indices. */
  List<String> names(int[] indices) {
    return IntStream.of(indices).mapToObj(tags::get).toList();
  }

  private static String lowerCase(String token) {
    return token.toLowerCase(Locale.ROOT);
  }
}
