package io.sequent.tasks.textgen;

import java.io.PrintStream;

/**
 * Shows text while it is written. What comes within a blink goes out together: a system call for
 * each character would take longer than some networks do.
 */
final class TextStream {
  private static final long BLINK_NANOS = 10_000_000;

  private final PrintStream output;
  private final StringBuilder waiting = new StringBuilder();
  private long shown = System.nanoTime();

  TextStream(PrintStream output) {
    this.output = output;
  }

  /** Takes a character (code point). */
  void write(int character) {
    waiting.appendCodePoint(character);
    if (System.nanoTime() - shown >= BLINK_NANOS) {
      show();
    }
  }

  /** Shows the rest and ends the line. */
  void end() {
    show();
    output.println();
  }

  private void show() {
    output.print(waiting);
    output.flush();
    waiting.setLength(0);
    shown = System.nanoTime();
  }
}
