package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import io.sequent.tasks.ner.SpanTagger.Given;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads documents with stand-off annotations of BRAT (Stenetorp et al. 2012): for each text {@code
 * NAME.txt} its entities in {@code NAME.ann}. Relations, events, attributes and notes are passed
 * over.
 */
final class BratReader {
  private static final String TEXT = ".txt";
  private static final String GAP = ";";
  private static final Pattern BLANKS = Pattern.compile("\\s++");

  private BratReader() {}

  /** The annotations of a text, whether they are there or not. */
  static Path annotations(Path text) {
    String name = text.getFileName().toString();
    return text.resolveSibling(name.substring(0, name.length() - TEXT.length()) + ".ann");
  }

  /** Whether a file is a text with annotations beside it. */
  static boolean isText(Path file) {
    return file.getFileName().toString().endsWith(TEXT) && Files.exists(annotations(file));
  }

  /**
   * Reads texts.
   *
   * @param place what they are called in notes
   * @throws UserError for entities that are not within their text or do not have its characters
   */
  static TaggedFile read(Path place, List<Path> texts, Charset encoding) throws IOException {
    SpanTagger tagger = new SpanTagger(place);
    for (Path file : texts) {
      CodePoints text = new CodePoints(TextFile.read(file, encoding));
      tagger.add(1, text, entities(annotations(file), text, encoding, tagger));
    }
    return new TaggedFile(
        place,
        tagger.sentences(),
        "BRAT annotations of " + texts.size() + " texts",
        tagger.notes());
  }

  private static List<Given> entities(
      Path annotations, CodePoints text, Charset encoding, SpanTagger tagger) throws IOException {
    List<Given> entities = new ArrayList<>();
    long line = 0;
    for (String annotation : TextFile.read(annotations, encoding).lines().toList()) {
      line++;
      if (annotation.startsWith("T")) {
        String[] parts = annotation.split("\t", 3);
        Given entity = entity(annotations, line, parts);
        if (parts[1].contains(GAP)) {
          tagger.leaveOut(entity);
        } else {
          check(entity, text, parts[2]);
          entities.add(entity);
        }
      }
    }
    return entities;
  }

  private static Given entity(Path annotations, long line, String[] parts) {
    String[] place = parts.length < 3 ? new String[0] : parts[1].split("[ ;]", -1);
    try {
      if (place.length > 2 && !place[0].isEmpty()) {
        return new Given(
            annotations,
            line,
            Long.parseLong(place[1]),
            Long.parseLong(place[place.length - 1]),
            place[0]);
      }
    } catch (NumberFormatException e) {
      // Said below, as for what has no numbers at all.
    }
    throw UserError.at(
        annotations,
        line,
        "'" + String.join("\t", parts) + "', expected Tnumber, tab, type begin end, tab, text");
  }

  /** Offsets of a text that was changed after it was annotated point to something else. */
  private static void check(Given entity, CodePoints text, String quoted) {
    if (text.has(entity.begin(), entity.end())) {
      String there = text.text().substring(text.utf16(entity.begin()), text.utf16(entity.end()));
      if (!normal(there).equals(normal(quoted))) {
        throw UserError.at(
            entity.source(),
            entity.line(),
            "'%s' from %d to %d, where the text has '%s'"
                .formatted(quoted, entity.begin(), entity.end(), normal(there)));
      }
    }
  }

  /** BRAT writes a blank for a line break. */
  private static String normal(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }
}
