package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads tagged sentences: one {@code token<TAB>tag} a line, a blank line after each sentence, tags
 * in IOB2 (Tjong Kim Sang and Veenstra 1999): {@code B-} begins an entity, {@code I-} of the same
 * type continues it, {@code O} is outside.
 */
final class Iob2Reader {
  private static final String OUTSIDE = "O";
  private static final Pattern TAG = Pattern.compile("O|[BI]-\\S+");

  private Iob2Reader() {}

  /**
   * Reads a training file. Its tag set is {@code O}, then {@code B-} and then {@code I-} of every
   * type in the file, alphabetically.
   *
   * @throws UserError if the file is missing, empty or not UTF-8, or for a line without a tab, a
   *     malformed tag or an {@code I-} that continues nothing
   */
  public static List<TaggedSentence> read(Path file) throws IOException {
    return read(file, List.of());
  }

  /**
   * Reads a file whose tags must be among those of the training file.
   *
   * @param tagSet the tags of the training file; if empty, those of this file
   * @throws UserError as {@link #read(Path)}, and for a tag that is not in the set
   */
  public static List<TaggedSentence> read(Path file, List<String> tagSet) throws IOException {
    List<Row> rows = rows(file);
    for (Row row : rows) {
      if (!tagSet.isEmpty() && !row.tag.isEmpty() && !tagSet.contains(row.tag)) {
        throw UserError.at(
            file,
            row.line,
            "tag '" + row.tag + "' is not in the training part, expected one of " + tagSet);
      }
    }
    List<String> shared = tagSet.isEmpty() ? tagSet(rows) : List.copyOf(tagSet);
    List<TaggedSentence> sentences = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (Row row : rows) {
      if (!row.isBreak()) {
        tokens.add(row.token);
        tags.add(row.tag);
      } else if (!tokens.isEmpty()) {
        sentences.add(new TaggedSentence(tokens, tags, shared));
        tokens.clear();
        tags.clear();
      }
    }
    if (sentences.isEmpty()) {
      throw new UserError(file + ": empty, expected lines of token, tab, tag");
    }
    return sentences;
  }

  /** A token with its tag, or the end of a sentence, which has neither. */
  private record Row(long line, String token, String tag) {
    static Row sentenceEnd(long line) {
      return new Row(line, "", "");
    }

    boolean isBreak() {
      return token.isEmpty();
    }
  }

  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    String previous = OUTSIDE;
    long number = 0;
    for (String line : TextFile.read(file).lines().toList()) {
      number++;
      Row row = line.isBlank() ? Row.sentenceEnd(number) : row(file, number, line);
      if (row.tag.startsWith("I-")
          && (previous.length() < 2 || !previous.substring(2).equals(row.tag.substring(2)))) {
        throw UserError.at(
            file,
            number,
            "'"
                + row.tag
                + "' after '"
                + previous
                + "', expected 'B-"
                + row.tag.substring(2)
                + "' to begin the entity");
      }
      previous = row.isBreak() ? OUTSIDE : row.tag;
      rows.add(row);
    }
    rows.add(Row.sentenceEnd(number + 1));
    return rows;
  }

  private static Row row(Path file, long number, String line) {
    int tab = line.indexOf('\t');
    if (tab < 1 || line.indexOf('\t', tab + 1) >= 0) {
      throw UserError.at(file, number, "'" + line + "', expected a token, one tab, a tag");
    }
    String tag = line.substring(tab + 1);
    if (!TAG.matcher(tag).matches()) {
      throw UserError.at(
          file, number, "bad tag '" + tag + "', expected O or B- or I- with a type, such as B-LOC");
    }
    return new Row(number, line.substring(0, tab), tag);
  }

  /** Both tags of a type, even if no entity of it is longer than one token. */
  private static List<String> tagSet(List<Row> rows) {
    SortedSet<String> types = new TreeSet<>();
    rows.stream()
        .filter(row -> row.tag.length() > 2)
        .forEach(row -> types.add(row.tag.substring(2)));
    return Stream.of(
            Stream.of(OUTSIDE), types.stream().map("B-"::concat), types.stream().map("I-"::concat))
        .flatMap(tags -> tags)
        .toList();
  }
}
