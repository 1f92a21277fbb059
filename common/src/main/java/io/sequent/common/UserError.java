package io.sequent.common;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mistake of the user: bad data, a bad setting, a file that cannot be written. The message is one
 * line that says what is wrong, where, and what was expected; the command line prints it alone and
 * exits with status 2. What it quotes can be anything: control characters are escaped, and the
 * middle of a long quotation, word or message is left out.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int BEGINNING = 380;
  private static final int END = 210;
  private static final int MOST_CHARACTERS = 595;
  private static final int BEGINNING_OF_PIECE = 60;
  private static final int END_OF_PIECE = 30;
  private static final int MOST_OF_PIECE = 100;
  private static final String LEFT_OUT = " ... ";
  private static final Pattern QUOTATION = Pattern.compile("'([^']*)'");

  /** Longer than any name; paths, which may be long, are made of shorter ones. */
  private static final Pattern LONG_WORD = Pattern.compile("[^\\s/]{101,}+");

  /** More than anybody writes. */
  private static final Pattern BLANKS = Pattern.compile("\\s{11,}+");

  public UserError(String message) {
    super(printable(message));
  }

  public UserError(String message, Throwable cause) {
    super(printable(message), cause);
  }

  /** A message as one line, with what cannot be shown escaped and what is too long left out. */
  public static String printable(String message) {
    StringBuilder printable = new StringBuilder();
    message.codePoints().forEach(c -> append(printable, c));
    String quoted =
        QUOTATION.matcher(printable).replaceAll(found -> "'" + piece(found.group(1)) + "'");
    String cut = LONG_WORD.matcher(quoted).replaceAll(found -> piece(found.group()));
    String dense = BLANKS.matcher(cut).replaceAll(LEFT_OUT);
    return shortened(dense, MOST_CHARACTERS, BEGINNING, END);
  }

  /** A part of the message that a file may have given, as a replacement. */
  private static String piece(String text) {
    return Matcher.quoteReplacement(
        shortened(text, MOST_OF_PIECE, BEGINNING_OF_PIECE, END_OF_PIECE));
  }

  private static String shortened(String text, int most, int beginning, int end) {
    if (text.length() <= most) {
      return text;
    }
    int to = Character.isHighSurrogate(text.charAt(beginning - 1)) ? beginning - 1 : beginning;
    int from = text.length() - end;
    return text.substring(0, to)
        + LEFT_OUT
        + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }

  private static void append(StringBuilder text, int character) {
    switch (character) {
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      default -> {
        if (isShown(character)) {
          text.appendCodePoint(character);
        } else {
          text.append("\\u%04X".formatted(character));
        }
      }
    }
  }

  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** A file that cannot be read or written. */
  public static UserError of(FileSystemException problem) {
    String reason = problem.getReason();
    if (problem instanceof AccessDeniedException) {
      reason = "access denied";
    } else if (problem instanceof NoSuchFileException) {
      reason = "no such file";
    } else if (problem instanceof FileAlreadyExistsException) {
      reason = "is there already";
    } else if (problem instanceof NotDirectoryException) {
      reason = "is no folder";
    } else if (problem instanceof DirectoryNotEmptyException) {
      reason = "is a folder that is not empty";
    } else if (reason == null) {
      reason = "cannot be read or written";
    }
    return new UserError(problem.getFile() + ": " + reason, problem);
  }

  /**
   * An error at a line of a file.
   *
   * @param file the file
   * @param line the line, counted from 1
   * @param problem what is wrong there and what was expected
   */
  public static UserError at(Path file, long line, String problem) {
    return new UserError(file + ":" + line + ": " + problem);
  }

  /** The same with what brought it up. */
  public static UserError at(Path file, long line, String problem, Throwable cause) {
    return new UserError(file + ":" + line + ": " + problem, cause);
  }
}
