package io.sequent.common;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A mistake of the user: bad data, a bad setting, a file that cannot be written. The message is one
 * line that says what is wrong, where, and what was expected; the command line prints it alone and
 * exits with status 2.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    super(message);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
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
