package io.sequent.common.predict;

import java.io.PrintStream;

/**
 * Shows text while it is generated. Characters that come within ten milliseconds go out together: a
 * system call for each would take longer than some networks do.
 */
final class CharacterStream {
  private static final long INTERVAL_NANOS = 10_000_000;

  private final PrintStream output;
  private final StringBuilder waiting = new StringBuilder();
  private long shown = System.nanoTime();

  CharacterStream(PrintStream output) {
    this.output = output;
  }

  /**
   * Adds a character (code point).
   *
   * @return whether there is still a reader
   */
  boolean write(int character) {
    waiting.appendCodePoint(character);
    return System.nanoTime() - shown < INTERVAL_NANOS || show();
  }

  /** Shows the rest and ends the line. */
  void end() {
    show();
    output.println();
  }

  private boolean show() {
    output.print(waiting);
    waiting.setLength(0);
    shown = System.nanoTime();
    return !output.checkError();
  }
}
