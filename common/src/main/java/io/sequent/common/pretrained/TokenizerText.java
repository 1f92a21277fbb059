package io.sequent.common.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The text that a tokenizer is made of: Hugging Face's {@code tokenizer.json}, or the same made
 * from the {@code vocab.txt} of a BERT.
 */
final class TokenizerText {
  static final String FILE = "tokenizer.json";
  private static final String VOCABULARY = "vocab.txt";
  private static final String CONFIG = "tokenizer_config.json";
  private static final String MODEL = "model";
  private static final String VOCAB = "vocab";
  private static final String TYPE = "type";
  private static final String UNKNOWN = "[UNK]";
  private static final String BEGIN = "[CLS]";
  private static final String END = "[SEP]";
  private static final List<String> SPECIAL = List.of("[PAD]", UNKNOWN, BEGIN, END, "[MASK]");

  /** Longer words are unknown, in BERT's own tokenizer too. */
  private static final int MOST_CHARACTERS_OF_WORD = 100;

  private TokenizerText() {}

  /**
   * The text for the tokenizer of a folder.
   *
   * @param vocabulary of the encoder
   * @throws UserError if the folder has none, or one that is broken or of a larger vocabulary
   */
  static String ofFolder(Path folder, int vocabulary) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      return of(file.toString(), StrictJson.text(file), vocabulary);
    }
    Path words = folder.resolve(VOCABULARY);
    if (Files.exists(words)) {
      return of(words.toString(), ofWordPieces(words, folder.resolve(CONFIG)), vocabulary);
    }
    throw new UserError(folder + ": no tokenizer, expected " + FILE + " or " + VOCABULARY);
  }

  /**
   * A tokenizer's text, without what it says of padding and length, which are not its affair.
   *
   * @param name of the text, for messages
   */
  static String of(String name, String text, int vocabulary) {
    return of(name, StrictJson.object(name, text), vocabulary);
  }

  private static String of(String name, ObjectNode tokenizer, int vocabulary) {
    tokenizer.putNull("truncation");
    tokenizer.putNull("padding");
    JsonNode words = tokenizer.path(MODEL).path(VOCAB);
    if (words.isEmpty()) {
      throw new UserError(name + ": not a tokenizer, expected a model with a vocabulary");
    }
    long most = words.isArray() ? words.size() - 1 : -1;
    if (words.isObject()) {
      for (JsonNode id : words) {
        most = Math.max(most, id(name, id));
      }
    }
    for (JsonNode added : tokenizer.path("added_tokens")) {
      most = Math.max(most, id(name, added.path("id")));
    }
    if (most >= vocabulary) {
      throw new UserError(
          "%s: %d word pieces, expected at most the %d of the encoder"
              .formatted(name, most + 1, vocabulary));
    }
    TokenizerParts.check(name, tokenizer);
    return tokenizer.toString();
  }

  private static long id(String name, JsonNode id) {
    if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
      throw new UserError("%s: not a tokenizer: id '%s' of a word piece".formatted(name, id));
    }
    return id.longValue();
  }

  private static ObjectNode ofWordPieces(Path file, Path configFile) throws IOException {
    Map<String, Integer> ids = new LinkedHashMap<>();
    try (BufferedReader lines = new BufferedReader(new StringReader(StrictJson.text(file)))) {
      int id = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ids.put(line, id++);
      }
    }
    for (String special : List.of(UNKNOWN, BEGIN, END)) {
      if (!ids.containsKey(special)) {
        throw new UserError("%s: no line '%s', which a BERT needs".formatted(file, special));
      }
    }
    JsonNode config =
        Files.exists(configFile) ? StrictJson.object(configFile) : StrictJson.newObject();
    return bert(ids, config);
  }

  private static ObjectNode bert(Map<String, Integer> ids, JsonNode config) {
    ObjectNode tokenizer = StrictJson.newObject().put("version", "1.0");
    ArrayNode added = tokenizer.putArray("added_tokens");
    for (String special : SPECIAL) {
      Integer id = ids.get(special);
      if (id != null) {
        added
            .addObject()
            .put("id", id)
            .put("content", special)
            .put("single_word", false)
            .put("lstrip", false)
            .put("rstrip", false)
            .put("normalized", false)
            .put("special", true);
      }
    }
    ObjectNode normalizer =
        tokenizer
            .putObject("normalizer")
            .put(TYPE, "BertNormalizer")
            .put("clean_text", true)
            .put("handle_chinese_chars", config.path("tokenize_chinese_chars").asBoolean(true))
            .put("lowercase", config.path("do_lower_case").asBoolean(!hasUpperCase(ids)));
    JsonNode strip = config.path("strip_accents");
    if (strip.isBoolean()) {
      normalizer.put("strip_accents", strip.booleanValue());
    } else {
      // As lower case.
      normalizer.putNull("strip_accents");
    }
    tokenizer.putObject("pre_tokenizer").put(TYPE, "BertPreTokenizer");
    ObjectNode ends = tokenizer.putObject("post_processor").put(TYPE, "BertProcessing");
    ends.putArray("sep").add(END).add(ids.get(END));
    ends.putArray("cls").add(BEGIN).add(ids.get(BEGIN));
    ObjectNode model =
        tokenizer
            .putObject(MODEL)
            .put(TYPE, "WordPiece")
            .put("unk_token", UNKNOWN)
            .put("continuing_subword_prefix", "##")
            .put("max_input_chars_per_word", MOST_CHARACTERS_OF_WORD);
    ObjectNode words = model.putObject(VOCAB);
    ids.forEach(words::put);
    return tokenizer;
  }

  private static boolean hasUpperCase(Map<String, Integer> ids) {
    return ids.keySet().stream()
        .filter(piece -> !piece.startsWith("["))
        .anyMatch(piece -> !piece.equals(piece.toLowerCase(Locale.ROOT)));
  }
}
