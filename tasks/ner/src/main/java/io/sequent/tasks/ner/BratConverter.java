package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a tokenised text with BRAT stand-off annotations (Stenetorp et al. 2012) into IOB2. Each
 * non-empty line is a sentence, each run of characters without white space a token.
 */
final class BratConverter {
  /** Such as {@code T3<TAB>PERS 120 134<TAB>Леся Українка}; offsets count code points. */
  private static final Pattern ENTITY = Pattern.compile("T\\d+\t(\\S+) (\\d+) (\\d+)\t.*");

  private final Path file;
  private final int[] text;

  /** The tag of a token that begins at the offset. */
  private final String[] tags;

  private BratConverter(Path file) throws IOException {
    this.file = file;
    this.text = TextFile.read(file).codePoints().toArray();
    this.tags = new String[text.length];
    Arrays.fill(tags, TagScheme.OUTSIDE);
  }

  /**
   * The sentences of a document, one {@code token<TAB>tag} a line, an empty line after each.
   *
   * @param tokenised the text, tokens separated by white space
   * @param annotations its entities
   * @throws UserError for an annotation that is no entity, or whose entity is not made of whole
   *     tokens of one sentence that are in no other entity
   */
  static String iob2(Path tokenised, Path annotations) throws IOException {
    BratConverter converter = new BratConverter(tokenised);
    long line = 0;
    for (String annotation : TextFile.read(annotations).lines().toList()) {
      line++;
      converter.annotate(annotations, line, annotation);
    }
    return converter.iob2();
  }

  private void annotate(Path annotations, long line, String annotation) {
    Matcher entity = ENTITY.matcher(annotation);
    if (!entity.matches()) {
      throw UserError.at(
          annotations,
          line,
          "'" + annotation + "', expected Tnumber, tab, type begin end, tab, text");
    }
    String type = entity.group(1);
    int begin = Integer.parseInt(entity.group(2));
    int end = Integer.parseInt(entity.group(3));
    if (!isFree(begin, end)) {
      throw UserError.at(
          annotations,
          line,
          "entity from %d to %d, expected whole tokens of one sentence of %s, in no other entity"
              .formatted(begin, end, file));
    }
    Arrays.fill(tags, begin, end, "I-" + type);
    tags[begin] = "B-" + type;
  }

  private boolean isFree(int begin, int end) {
    if (begin >= end || end > text.length) {
      return false;
    }
    boolean edges = isGap(begin - 1) && !isGap(begin) && !isGap(end - 1) && isGap(end);
    boolean oneSentence = Arrays.stream(text, begin, end).noneMatch(c -> c == '\n');
    return edges
        && oneSentence
        && Arrays.stream(tags, begin, end).allMatch(TagScheme.OUTSIDE::equals);
  }

  private boolean isGap(int offset) {
    return offset < 0 || offset == text.length || Character.isWhitespace(text[offset]);
  }

  private String iob2() {
    StringBuilder lines = new StringBuilder();
    boolean inSentence = false;
    int i = 0;
    while (i < text.length) {
      if (isGap(i)) {
        if (text[i] == '\n' && inSentence) {
          lines.append('\n');
          inSentence = false;
        }
        i++;
        continue;
      }
      int begin = i;
      while (!isGap(i)) {
        i++;
      }
      lines.append(new String(text, begin, i - begin)).append('\t').append(tags[begin]);
      lines.append('\n');
      inSentence = true;
    }
    return inSentence ? lines.append('\n').toString() : lines.toString();
  }
}
