package io.sequent.tasks.ner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.tasks.ner.SpanTagger.Given;
import io.sequent.tasks.ner.TaggedFile.Row;
import io.sequent.tasks.ner.TaggedFile.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads JSON Lines: in each line an object with {@code tokens} and as many {@code tags}, as Hugging
 * Face writes them; or one with a {@code text} and its entities by their characters, as doccano,
 * Prodigy and spaCy write them.
 */
final class JsonLinesReader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<String> ENDINGS = List.of(".jsonl", ".ndjson", ".json");
  private static final List<String> TOKENS = List.of("tokens", "words");
  private static final List<String> TAGS =
      List.of("tags", "ner_tags", "ner", "labels", "label", "tag");
  private static final List<String> ENTITIES =
      List.of("entities", "spans", "label", "labels", "annotations");
  private static final List<String> BEGIN = List.of("start", "start_offset", "begin");
  private static final List<String> END = List.of("end", "end_offset", "stop");
  private static final List<String> TYPE = List.of("label", "type", "tag", "entity");

  private final Path file;
  private final List<String> names;
  private final SpanTagger tagger;
  private final List<Sentence> sentences = new ArrayList<>();

  private JsonLinesReader(Path file, List<String> names) {
    this.file = file;
    this.names = names;
    this.tagger = new SpanTagger(file);
  }

  /** Whether a file is JSON Lines, by its name or by the first line that is not blank. */
  static boolean isJson(Path file, String text) {
    String name = TextFile.plainName(file.toString()).toLowerCase(Locale.ROOT);
    String first = text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    return ENDINGS.stream().anyMatch(name::endsWith)
        || (first.startsWith("{") && first.endsWith("}"))
        || (first.startsWith("[") && first.endsWith("]"));
  }

  /**
   * Reads a file.
   *
   * @param text its content
   * @param names of tags that are given by numbers; may be empty
   * @throws UserError for a line in another form
   */
  static TaggedFile read(Path file, String text, List<String> names) {
    JsonLinesReader reader = new JsonLinesReader(file, names);
    long line = 0;
    for (String json : text.lines().toList()) {
      line++;
      if (!json.isBlank()) {
        reader.add(line, json);
      }
    }
    List<Sentence> fromTexts = reader.tagger.sentences();
    if (!fromTexts.isEmpty() && !reader.sentences.isEmpty()) {
      throw new UserError(file + ": lines with tokens and lines with text, expected one form");
    }
    return fromTexts.isEmpty()
        ? new TaggedFile(file, reader.sentences, "JSON Lines of tokens and tags", List.of())
        : new TaggedFile(
            file, fromTexts, "JSON Lines of texts and entities", reader.tagger.notes());
  }

  private void add(long line, String json) {
    JsonNode record;
    try {
      record = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UserError(file + ":" + line + ": not JSON, expected an object in each line", e);
    }
    JsonNode tokens = tokens(record);
    JsonNode text = record.path("text");
    if (hasTokens(record)) {
      addTokens(line, tokens, first(record, TAGS));
    } else if (text.isTextual()) {
      addText(line, text.textValue(), first(record, ENTITIES));
    } else if (record.isArray() && record.path(0).isTextual()) {
      addText(line, record.get(0).textValue(), first(record.path(1), ENTITIES));
    } else {
      throw UserError.at(
          file, line, "expected an object with tokens and tags, or with text and entities");
    }
  }

  /** Whether a record is a sentence of tokens, not a text. */
  static boolean hasTokens(JsonNode record) {
    // Prodigy's texts have objects that say where the tokens are.
    return tokens(record).isArray() && !tokens(record).path(0).isObject();
  }

  /** The tokens of a record that has them. */
  static JsonNode tokens(JsonNode record) {
    return first(record, TOKENS);
  }

  /** The first array there is by one of some names, one with content before an empty one. */
  private static JsonNode first(JsonNode record, List<String> keys) {
    List<JsonNode> arrays = keys.stream().map(record::path).filter(JsonNode::isArray).toList();
    return arrays.stream()
        .filter(array -> !array.isEmpty())
        .findFirst()
        .or(() -> arrays.stream().findFirst())
        .orElseGet(() -> record.path(keys.get(0)));
  }

  private static JsonNode value(JsonNode record, List<String> keys) {
    return keys.stream()
        .map(record::path)
        .filter(node -> !node.isMissingNode())
        .findFirst()
        .orElse(record.path(keys.get(0)));
  }

  private void addTokens(long line, JsonNode tokens, JsonNode tags) {
    if (!tags.isArray() || tags.size() != tokens.size()) {
      throw UserError.at(
          file,
          line,
          "%d tokens, %s, expected as many tags"
              .formatted(tokens.size(), tags.isArray() ? tags.size() + " tags" : "no tags"));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i).asText();
      if (!tokens.get(i).isValueNode() || token.isEmpty()) {
        throw UserError.at(file, line, "token " + i + " is empty or no text, expected a text");
      }
      rows.add(new Row(line, token, tag(line, tags.get(i))));
    }
    if (!rows.isEmpty()) {
      sentences.add(new Sentence(rows, 0));
    }
  }

  private String tag(long line, JsonNode tag) {
    if (tag.isTextual()) {
      return tag.textValue();
    }
    if (!tag.isInt() || tag.intValue() < 0 || tag.intValue() >= names.size()) {
      throw UserError.at(
          file,
          line,
          "tag %s, expected a name such as B-LOC; names of numbers, from 0, one a line, can be in %s"
              .formatted(tag, NerReader.tagNames(file)));
    }
    return names.get(tag.intValue());
  }

  private void addText(long line, String text, JsonNode entities) {
    if (!entities.isArray()) {
      throw UserError.at(
          file, line, "text without entities, expected a list of them, one of " + ENTITIES);
    }
    List<Given> given = new ArrayList<>();
    for (JsonNode entity : entities) {
      boolean listed = entity.isArray();
      JsonNode begin = listed ? entity.path(0) : value(entity, BEGIN);
      JsonNode end = listed ? entity.path(1) : value(entity, END);
      JsonNode type = listed ? entity.path(2) : value(entity, TYPE);
      if (!begin.isIntegralNumber()
          || !end.isIntegralNumber()
          || !type.isTextual()
          || type.textValue().isBlank()) {
        throw UserError.at(
            file, line, "entity " + entity + ", expected its begin, end and type: [0,4,\"LOC\"]");
      }
      given.add(new Given(file, line, begin.longValue(), end.longValue(), type.textValue()));
    }
    tagger.add(line, new CodePoints(text), given);
  }
}
