package io.sequent.common.data;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tokens that a network knows, numbered. Id 0 is padding, id 1 stands for every unknown token,
 * the others follow by decreasing frequency, ties in alphabetical order. Immutable.
 */
public final class Vocabulary {
  /** Pads short sequences; always masked. */
  public static final int PADDING = 0;

  /** Any token that is not in the vocabulary. */
  public static final int UNKNOWN = 1;

  /** The name of the file in a run folder. */
  public static final String FILE = "vocabulary.txt";

  // Ids 0 and 1 are identified by their line, so a real token of this spelling does not clash.
  private static final List<String> RESERVED = List.of("<padding>", "<unknown>");

  /** By id; the first two are {@link #RESERVED}. */
  private final List<String> tokens;

  private final TokenIds ids;

  private Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    this.ids = new TokenIds(this.tokens, RESERVED.size());
  }

  /**
   * Counts tokens and keeps the frequent ones.
   *
   * @param tokens every token of the training data, none empty
   * @param minCount smallest number of occurrences of a token, at least 1
   * @param maxSize largest {@link #size}, including padding and unknown; 0 for no limit
   */
  public static Vocabulary of(Stream<String> tokens, int minCount, int maxSize) {
    Map<String, Integer> counts = new HashMap<>();
    tokens.forEach(token -> counts.merge(token, 1, Integer::sum));
    if (counts.containsKey("")) {
      throw new IllegalArgumentException("empty token");
    }
    List<String> kept = new ArrayList<>(RESERVED);
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= minCount)
        .sorted(
            comparing(Map.Entry<String, Integer>::getValue, reverseOrder())
                .thenComparing(Map.Entry::getKey))
        .limit(maxSize == 0 ? Long.MAX_VALUE : Math.max(0, maxSize - RESERVED.size()))
        .forEach(entry -> kept.add(entry.getKey()));
    return new Vocabulary(kept);
  }

  /** The number of ids, including padding and unknown. */
  public int size() {
    return tokens.size();
  }

  /** The token's id, {@link #UNKNOWN} if there is none. */
  public int id(String token) {
    return ids.of(token, UNKNOWN);
  }

  /** The ids of tokens, in their order; faster than one by one where there are a million. */
  public int[] ids(List<String> tokens) {
    return ids.of(tokens, UNKNOWN);
  }

  /**
   * The ids of words and of their {@linkplain Ngrams n-grams}, in the order of these, faster than
   * by the n-grams themselves.
   *
   * @param longest words in a row, at least 1
   */
  public int[] ids(List<String> words, int longest) {
    return ids.ofNgrams(words, longest, UNKNOWN);
  }

  public boolean contains(String token) {
    return ids.of(token, UNKNOWN) != UNKNOWN;
  }

  /**
   * The token of an id; {@code <padding>} and {@code <unknown>} for the first two.
   *
   * @param id from 0 to {@link #size} - 1
   */
  public String token(int id) {
    return tokens.get(id);
  }

  /** All tokens, by their ids. */
  public List<String> tokens() {
    return tokens;
  }

  /**
   * Writes one token per line; the line number is the id plus one. White space, invisible
   * characters and backslashes are written as {@code \}{@code uXXXX}.
   */
  public void save(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(escaped(token)).append('\n'));
    AtomicFile.write(file, text.toString());
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws UserError if the file is missing or a line is invalid
   */
  public static Vocabulary load(Path file) throws IOException {
    List<String> tokens = new ArrayList<>();
    for (String line : TextFile.read(file).lines().toList()) {
      int number = tokens.size() + 1;
      if (number <= RESERVED.size()) {
        if (!line.equals(RESERVED.get(number - 1))) {
          throw UserError.at(
              file, number, "'" + line + "', expected '" + RESERVED.get(number - 1) + "'");
        }
        tokens.add(line);
        continue;
      }
      tokens.add(unescaped(file, number, line));
    }
    if (tokens.size() < RESERVED.size()) {
      throw UserError.at(
          file, tokens.size() + 1, "ends here, expected '" + RESERVED.get(tokens.size()) + "'");
    }
    try {
      return new Vocabulary(tokens);
    } catch (IllegalArgumentException e) {
      throw repeated(file, tokens, e);
    }
  }

  private static UserError repeated(Path file, List<String> tokens, Exception cause) {
    Map<String, Integer> lineOf = new HashMap<>();
    for (int id = RESERVED.size(); id < tokens.size(); id++) {
      Integer earlier = lineOf.put(tokens.get(id), id + 1);
      if (earlier != null) {
        return UserError.at(
            file,
            id + 1,
            "'" + escaped(tokens.get(id)) + "' is already in line " + earlier + ", expected once");
      }
    }
    throw new IllegalStateException("no token occurs twice in " + file, cause);
  }

  private static String escaped(String token) {
    StringBuilder text = new StringBuilder();
    token
        .codePoints()
        .forEach(
            c -> {
              if (c == '\\' || !visible(c)) {
                for (char unit : Character.toChars(c)) {
                  text.append(String.format("\\u%04X", (int) unit));
                }
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  private static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE, // a lone one; UTF-8 cannot hold it
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String unescaped(Path file, int number, String line) {
    if (line.isEmpty()) {
      throw UserError.at(file, number, "empty line, expected a token");
    }
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) != '\\') {
        token.append(line.charAt(i));
        continue;
      }
      String digits = i + 6 <= line.length() ? line.substring(i + 2, i + 6) : "";
      if (!line.startsWith("u", i + 1) || !isHexadecimal(digits)) {
        throw UserError.at(
            file, number, "'" + line + "', expected \\u and four hexadecimal digits after '\\'");
      }
      token.append((char) Integer.parseInt(digits, 16));
      i += 5;
    }
    return token.toString();
  }

  private static boolean isHexadecimal(String digits) {
    return !digits.isEmpty() && digits.chars().allMatch(HexFormat::isHexDigit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of " + size();
  }
}
