package io.sequent.tasks.ner;

import io.sequent.common.UserError;
import io.sequent.common.report.Shortened;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How the lines of a file with one token in each are divided: CoNLL-2003 and its relatives, CoNLL-U
 * and CoNLL-U Plus.
 *
 * @param tabs whether tabs separate the columns; if not, blanks
 * @param width the number of columns
 * @param token the column of the tokens, counted from 0
 * @param tag the column of the tags, counted from 0
 * @param tags how the tag stands in its column
 * @param numbered whether the first column numbers the tokens of a sentence
 * @param header whether the first line names the columns
 */
record Columns(
    boolean tabs, int width, int token, int tag, TagCell tags, boolean numbered, boolean header) {
  /** How a tag stands in its column. */
  enum TagCell {
    PLAIN,
    /** {@code _} or {@code *} is outside, as where CoNLL-U Plus names the column. */
    NAMED,
    /** {@code NER=B-LOC}, one of the features of CoNLL-U's last column. */
    FEATURE
  }

  private static final String GLOBAL = "# global.columns";
  private static final String DOCUMENT = "-DOCSTART-";
  private static final String FEATURE = "NER=";
  private static final int CONLLU_WIDTH = 10;

  /** A sentence of fewer words could end in something like a tag. */
  private static final int FEWEST_TAGGED = 3;

  private static final Set<String> TAG_NAMES =
      Set.of("ner", "ne", "tag", "tags", "ner_tag", "ner_tags", "label", "entity", "iob", "bio");
  private static final Set<String> TOKEN_NAMES =
      Set.of("token", "tokens", "word", "words", "form", "text");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}+(?:[.-]\\d{1,9}+)?+");
  private static final Pattern BLANKS = Pattern.compile("[ \t]++");

  /**
   * Finds the columns by looking.
   *
   * @throws UserError if there are no tagged tokens
   */
  static Columns of(Path file, List<String> lines) {
    int[] content =
        IntStream.range(0, lines.size())
            .filter(i -> !lines.get(i).isBlank() && !isDocumentStart(lines.get(i)))
            .toArray();
    int[] plain = Arrays.stream(content).filter(i -> lines.get(i).charAt(0) != '#').toArray();
    if (content.length == 0) {
      throw new UserError(file + ": empty, expected lines of token, tab, tag");
    }
    int[] tokens = plain.length == 0 ? content : plain;
    long withTab = Arrays.stream(tokens).filter(i -> lines.get(i).indexOf('\t') >= 0).count();
    boolean tabs = withTab * 2 >= tokens.length;
    List<String[]> rows = Arrays.stream(tokens).mapToObj(i -> cells(lines.get(i), tabs)).toList();
    int width = rows.get(0).length;
    if (width < 2) {
      throw UserError.at(file, tokens[0] + 1L, expected(lines.get(tokens[0])));
    }
    boolean header = isHeader(rows.get(0));
    List<String[]> whole =
        rows.stream().skip(header ? 1 : 0).filter(row -> row.length == width).toList();
    boolean numbered =
        width > 2 && whole.stream().allMatch(row -> NUMBER.matcher(row[0]).matches());
    for (int i : content) {
      if (isGlobal(lines.get(i))) {
        return named(file, i + 1L, lines.get(i), tabs, numbered);
      }
    }
    if (header) {
      return headed(lowerCase(rows.get(0)), tabs, numbered);
    }
    return numbered
        ? numbered(file, tokens[0] + 1L, tabs, whole)
        : new Columns(tabs, width, 0, width - 1, TagCell.PLAIN, false, false);
  }

  /**
   * Finds the columns of a file whose tags do not matter, and may not be there.
   *
   * @return empty if the file has no columns by its name or its content: then it has sentences
   */
  static Optional<Columns> ofTokens(Path file, List<String> lines) {
    List<String> rows =
        lines.stream()
            .filter(line -> !line.isBlank() && !isDocumentStart(line) && line.charAt(0) != '#')
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    boolean named = NerFiles.hasColumns(file);
    try {
      Columns tagged = of(file, lines);
      return named || tagged.areTagged(rows) ? Optional.of(tagged) : Optional.empty();
    } catch (UserError e) {
      return named ? Optional.of(untagged(cells(rows.get(0), true))) : Optional.empty();
    }
  }

  private static Columns untagged(String[] first) {
    boolean numbered = first.length > 2 && NUMBER.matcher(first[0]).matches();
    int token = numbered ? 1 : 0;
    return new Columns(true, first.length, token, token, TagCell.PLAIN, numbered, false);
  }

  /** Whether all rows have a tag, and enough of them are outside for these to be tags. */
  private boolean areTagged(List<String> rows) {
    List<String[]> tagged = rows.stream().skip(header ? 1 : 0).map(this::cells).toList();
    return tagged.size() >= FEWEST_TAGGED
        && tagged.stream().allMatch(row -> row.length == width && TagScheme.isTag(tag(row)))
        && tagged.stream().anyMatch(row -> tag(row).equals(TagScheme.OUTSIDE));
  }

  /** Whether a line names the columns, such as {@code token<TAB>tag}, and is no token. */
  private static boolean isHeader(String[] cells) {
    return Arrays.stream(cells).noneMatch(TagScheme::isTag)
        && lowerCase(cells).stream().anyMatch(TAG_NAMES::contains);
  }

  private static List<String> lowerCase(String[] cells) {
    return Arrays.stream(cells).map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
  }

  private static Columns headed(List<String> names, boolean tabs, boolean numbered) {
    int tag = names.size() - 1;
    while (!TAG_NAMES.contains(names.get(tag))) {
      tag--;
    }
    int token =
        IntStream.range(0, names.size())
            .filter(i -> TOKEN_NAMES.contains(names.get(i)))
            .findFirst()
            .orElse(numbered ? 1 : 0);
    return new Columns(tabs, names.size(), token, tag, TagCell.PLAIN, numbered, true);
  }

  private static Columns named(Path file, long line, String names, boolean tabs, boolean numbered) {
    List<String> columns =
        List.of(
            BLANKS.split(names.substring(names.indexOf('=') + 1).strip().toLowerCase(Locale.ROOT)));
    int tag =
        IntStream.range(0, columns.size())
            .filter(i -> TAG_NAMES.contains(afterColon(columns.get(i))))
            .findFirst()
            .orElse(-1);
    int token = columns.indexOf("form");
    if (tag < 0 || token < 0) {
      throw UserError.at(
          file,
          line,
          "columns "
              + Shortened.names(columns)
              + ", expected FORM and one of the tags, such as NER or NE");
    }
    return new Columns(tabs, columns.size(), token, tag, TagCell.NAMED, numbered, false);
  }

  private static String afterColon(String name) {
    return name.substring(name.lastIndexOf(':') + 1);
  }

  /** The tags are the first column that mostly looks like them: others can be nested entities. */
  private static Columns numbered(Path file, long line, boolean tabs, List<String[]> rows) {
    int width = rows.get(0).length;
    for (int c = 2; c < width; c++) {
      int column = c;
      if (rows.stream().filter(row -> TagScheme.isTag(row[column])).count() * 2 > rows.size()) {
        return new Columns(tabs, width, 1, column, TagCell.PLAIN, true, false);
      }
    }
    boolean features = rows.stream().anyMatch(row -> !feature(row[width - 1]).isEmpty());
    if (width == CONLLU_WIDTH && features) {
      return new Columns(tabs, width, 1, width - 1, TagCell.FEATURE, true, false);
    }
    throw UserError.at(
        file,
        line,
        width + " columns of numbered tokens, expected one of tags such as B-LOC, or " + FEATURE);
  }

  private static String feature(String cell) {
    return Arrays.stream(cell.split("\\|", -1))
        .filter(part -> part.startsWith(FEATURE))
        .map(part -> part.substring(FEATURE.length()))
        .findFirst()
        .orElse("");
  }

  /** Whether tokens are in the ten columns of CoNLL-U, the last one of features. */
  boolean isConllU() {
    return tabs && numbered && width == CONLLU_WIDTH && (tags == TagCell.FEATURE || tag == token);
  }

  /** Whether a comment names the columns. */
  static boolean isGlobal(String line) {
    return line.startsWith(GLOBAL);
  }

  /** Whether a document begins with the next sentence. */
  static boolean isDocumentStart(String line) {
    return startsWithWord(line, DOCUMENT) || startsWithWord(line, "# newdoc");
  }

  private static boolean startsWithWord(String line, String word) {
    return line.startsWith(word)
        && (line.length() == word.length() || Character.isWhitespace(line.charAt(word.length())));
  }

  /** Whether a line is a comment, and not a token that begins with a number sign. */
  boolean isComment(String line) {
    if (line.charAt(0) != '#') {
      return false;
    }
    String[] cells = cells(line);
    boolean marked = cells[0].equals("#");
    return cells.length != width
        ? marked || cells.length == 1
        : marked && !TagScheme.isTag(cells[tag]);
  }

  String[] cells(String line) {
    return cells(line, tabs);
  }

  private static String[] cells(String line, boolean tabs) {
    return tabs ? line.split("\t", -1) : BLANKS.split(line.strip());
  }

  /** The tag in the cells of a line. */
  String tag(String[] cells) {
    String cell = cells[tag];
    return switch (tags) {
      case PLAIN -> cell;
      case NAMED -> cell.equals("_") || cell.equals("*") ? TagScheme.OUTSIDE : cell;
      case FEATURE -> feature(cell).isEmpty() ? TagScheme.OUTSIDE : feature(cell);
    };
  }

  /** What is wrong with a line that has another number of columns. */
  String expectedInsteadOf(String line) {
    return tabs && width == 2
        ? expected(line)
        : "'%s', expected %d columns separated by %s, as in the other lines"
            .formatted(line, width, separator());
  }

  private static String expected(String line) {
    return "'" + line + "', expected a token, one tab, a tag";
  }

  private String separator() {
    return tabs ? "tabs" : "blanks";
  }

  /** For people; empty for the usual form. */
  String describe() {
    return tabs && width == 2 && !header
        ? ""
        : "columns separated by %s, token in column %d, tag in column %d of %d%s"
            .formatted(separator(), token + 1, tag + 1, width, header ? ", with a header" : "");
  }
}
