package io.sequent.common.io;

import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * The moments at which the end of a process may leave something half done. Tests end it exactly
 * there; otherwise nothing happens.
 */
public final class KillPoints {
  /** What was done just before. */
  public enum Step {
    /** The content of a file was written to a temporary one beside it. */
    WRITTEN,
    /** The temporary file has taken the place of the old one. */
    MOVED,
    /** A line is about to be added to a file. */
    APPENDING,
    /** A line was added to a file. */
    APPENDED
  }

  private static volatile BiConsumer<Step, Path> watcher = (step, file) -> {};

  private KillPoints() {}

  /**
   * Has each of these moments watched, in all threads.
   *
   * @param newWatcher gets the file that is there: the temporary one for {@link Step#WRITTEN}
   */
  public static void watch(BiConsumer<Step, Path> newWatcher) {
    watcher = newWatcher;
  }

  /** Says that a moment is there. */
  public static void reached(Step step, Path file) {
    watcher.accept(step, file);
  }
}
