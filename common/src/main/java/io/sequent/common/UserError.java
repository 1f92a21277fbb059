package io.sequent.common;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A mistake of the user: bad data, a bad setting, a file that cannot be written. The message is one
 * line that says what is wrong, where, and what was expected; the command line prints it alone and
 * exits with status 2. What it quotes can be anything: control characters are escaped, and the
 * middle of a long message is left out.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int BEGINNING = 380;
  private static final int END = 210;
  private static final int MOST_CHARACTERS = 595;

  public UserError(String message) {
    super(printable(message));
  }

  public UserError(String message, Throwable cause) {
    super(printable(message), cause);
  }

  private static String printable(String message) {
    StringBuilder printable = new StringBuilder();
    message.codePoints().forEach(c -> append(printable, c));
    return printable.length() <= MOST_CHARACTERS
        ? printable.toString()
        : printable.substring(0, BEGINNING)
            + " ... "
            + printable.substring(printable.length() - END);
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
    } else if (reason == null) {
      reason = problem.getClass().getSimpleName();
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
}
