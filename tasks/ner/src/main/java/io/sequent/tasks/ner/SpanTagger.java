package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.tasks.ner.TaggedFile.Row;
import io.sequent.tasks.ner.TaggedFile.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Turns texts with entities by their characters into tagged sentences, with the tokens that
 * predictions have. Each line of a text is a sentence, unless an entity goes on in the next.
 */
final class SpanTagger {
  private final Path file;
  private final List<Sentence> sentences = new ArrayList<>();
  private final Cases widened = new Cases();
  private final Cases leftOut = new Cases();
  private int entities;
  private int document;

  SpanTagger(Path file) {
    this.file = file;
  }

  /**
   * An entity as it is given.
   *
   * @param source the file that gives it
   * @param line where it is given, counted from 1
   * @param begin its first character, in code points
   * @param end the character after its last
   * @param type blanks in it become underscores
   */
  record Given(Path source, long line, long begin, long end, String type) {}

  /** How often something was met, and where first. */
  private static final class Cases {
    private int count;
    private String first = "";

    void add(Given given) {
      count++;
      if (first.isEmpty()) {
        first = given.source + ":" + given.line;
      }
    }
  }

  /**
   * Adds a document.
   *
   * @param line the line of the file where it begins, 1 for a file that is one document
   * @throws UserError for an entity that is not within the text
   */
  void add(long line, CodePoints content, List<Given> given) {
    String text = content.text();
    List<Token> tokens = SentenceTokenizer.split(text);
    String[] tags = new String[tokens.size()];
    Arrays.fill(tags, TagScheme.OUTSIDE);
    // Of entities within each other the outermost counts.
    given.stream()
        .sorted(
            Comparator.comparingLong(Given::begin)
                .thenComparing(Comparator.comparingLong(Given::end).reversed()))
        .forEach(entity -> tag(content, tokens, tags, entity));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < tags.length; i++) {
      boolean breaks =
          i > 0
              && !tags[i].startsWith("I-")
              && text.substring(tokens.get(i - 1).end(), tokens.get(i).start())
                  .chars()
                  .anyMatch(c -> c == '\n' || c == '\r');
      if (breaks) {
        sentences.add(new Sentence(rows, document));
        rows.clear();
      }
      rows.add(new Row(line, tokens.get(i).text(), tags[i]));
    }
    if (!rows.isEmpty()) {
      sentences.add(new Sentence(rows, document));
    }
    document++;
  }

  private void tag(CodePoints text, List<Token> tokens, String[] tags, Given given) {
    entities++;
    if (!text.has(given.begin, given.end)) {
      throw UserError.at(
          given.source,
          given.line,
          "entity from character %d to %d of a text of %d, expected one within it"
              .formatted(given.begin, given.end, text.length()));
    }
    int begin = text.utf16(given.begin);
    int end = text.utf16(given.end);
    int first = first(tokens, begin);
    int last = first;
    while (last < tags.length && tokens.get(last).start() < end) {
      last++;
    }
    boolean isFree =
        first < last && Arrays.stream(tags, first, last).allMatch(TagScheme.OUTSIDE::equals);
    if (!isFree) {
      leftOut.add(given);
      return;
    }
    if (tokens.get(first).start() < begin || tokens.get(last - 1).end() > end) {
      widened.add(given);
    }
    String type = String.join("_", given.type.strip().split("\\s++"));
    Arrays.fill(tags, first, last, "I-" + type);
    tags[first] = "B-" + type;
  }

  /** The first token that ends after a character. */
  private static int first(List<Token> tokens, int begin) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (tokens.get(middle).end() > begin) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Counts an entity that is not one run of characters and cannot be read. */
  void leaveOut(Given given) {
    entities++;
    leftOut.add(given);
  }

  /** What was added. */
  List<Sentence> sentences() {
    return List.copyOf(sentences);
  }

  /** What is to be said of the entities, a line each; may be empty. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (widened.count > 0) {
      notes.add(
          "%s: %d of %d entities begin or end within a token and were widened to whole tokens, the first: %s"
              .formatted(file, widened.count, entities, widened.first));
    }
    if (leftOut.count > 0) {
      notes.add(
          "%s: %d of %d entities overlap others, are blank or have gaps and were left out, the first: %s"
              .formatted(file, leftOut.count, entities, leftOut.first));
    }
    return notes;
  }
}
