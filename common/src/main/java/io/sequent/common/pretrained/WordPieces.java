package io.sequent.common.pretrained;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.sequent.common.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The tokenizer of an encoder: texts to the ids of word pieces, by Hugging Face's library, so that
 * they are those that the encoder was trained with. Nothing is fetched from a network; the native
 * library is unpacked once to {@code .djl.ai} in the user's home. Thread-safe until closed; one
 * that nobody uses any more is closed by itself.
 */
public final class WordPieces implements AutoCloseable {
  /** The special ones at both ends, and one between. */
  private static final int LEAST = 3;

  private static final Cleaner CLEANER = Cleaner.create();

  private static final char REPLACEMENT = '\uFFFD';

  static {
    // The library else tells its makers that it is used, and looks for a build for CUDA.
    System.setProperty("ai.djl.offline", "true");
  }

  private final String name;
  private final String json;
  private final int vocabulary;
  private final boolean spacesCount;
  private final HuggingFaceTokenizer tokenizer;
  private final Cleaner.Cleanable memory;

  private WordPieces(
      String name,
      String json,
      int vocabulary,
      boolean spacesCount,
      HuggingFaceTokenizer tokenizer) {
    this.name = name;
    this.json = json;
    this.vocabulary = vocabulary;
    this.spacesCount = spacesCount;
    this.tokenizer = tokenizer;
    this.memory = CLEANER.register(this, tokenizer::close);
  }

  /**
   * A tokenizer.
   *
   * @param name of the text, for messages
   * @param json as {@link TokenizerText} gives it
   * @param most pieces of a text, the special ones included; from 3
   * @throws UserError if the text is no tokenizer, or the encoder has fewer positions
   */
  static WordPieces of(String name, String json, EncoderSizes sizes, int most) throws IOException {
    if (most > sizes.positions()) {
      throw new UserError(
          ("texts of up to %d word pieces, but the encoder has %d positions; set max-length to %d or"
                  + " less")
              .formatted(most, sizes.positions(), sizes.positions()));
    }
    if (most < LEAST) {
      throw new IllegalArgumentException(most + " pieces, expected at least " + LEAST);
    }
    boolean spacesCount =
        StrictJson.object(name, json).path("pre_tokenizer").toString().contains("\"ByteLevel\"");
    Map<String, String> options =
        Map.of(
            "addSpecialTokens", "true",
            "padding", "false",
            "truncation", "true",
            "maxLength", Integer.toString(most));
    try {
      return new WordPieces(
          name,
          json,
          sizes.vocabulary(),
          spacesCount,
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), options));
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UserError(name + ": not a tokenizer: " + e.getMessage(), e);
    }
  }

  /**
   * Reads what {@link #json} gave.
   *
   * @param most pieces of a text, the special ones included; from 3
   * @throws UserError if the file is no tokenizer, or has word pieces that the encoder does not
   *     have
   */
  public static WordPieces read(Path file, EncoderSizes sizes, int most) throws IOException {
    String name = file.toString();
    String json = TokenizerText.of(name, StrictJson.text(file), sizes.vocabulary());
    return of(name, json, sizes, most);
  }

  /** What it was made of, in the form of {@code tokenizer.json}, to be kept beside a model. */
  public String json() {
    return json;
  }

  /** The pieces of texts, in their order. */
  public List<Pieces> encode(List<String> texts) {
    List<String> valid = texts.stream().map(WordPieces::valid).toList();
    return Arrays.stream(tokenizer.batchEncode(valid)).map(this::pieces).toList();
  }

  /** The pieces of a text as they are written in the vocabulary. */
  public List<String> written(String text) {
    return List.of(tokenizer.encode(valid(text)).getTokens());
  }

  /** The pieces of a text that is divided into words already: none is of two words. */
  public Pieces encodeWords(List<String> words) {
    List<String> valid = new ArrayList<>(words.size());
    for (String word : words) {
      // Where a space is part of the piece after it, each word but the first has one before it.
      valid.add(spacesCount && !valid.isEmpty() ? " " + valid(word) : valid(word));
    }
    return pieces(tokenizer.encode(valid));
  }

  /** Half a surrogate pair is no character; it would spoil all others on the way to the library. */
  private static String valid(String text) {
    StringBuilder valid = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .forEach(valid::appendCodePoint);
    return valid.toString();
  }

  private Pieces pieces(Encoding encoding) {
    for (long id : encoding.getIds()) {
      // What stands before and after a text need not be of the vocabulary.
      if (id >= vocabulary) {
        throw new UserError(
            "%s: a word piece of id %d, expected at most the %d of the encoder"
                .formatted(name, id, vocabulary - 1));
      }
    }
    return new Pieces(
        ints(encoding.getIds()), ints(encoding.getWordIds()), encoding.exceedMaxLength());
  }

  private static int[] ints(long[] numbers) {
    return Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public void close() {
    memory.clean();
  }
}
