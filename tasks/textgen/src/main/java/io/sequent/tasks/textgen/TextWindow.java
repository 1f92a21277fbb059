package io.sequent.tasks.textgen;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of text in which each next character is predicted.
 *
 * @param text Unicode characters (code points), at least two
 * @param from the first character of the input
 * @param length the number of characters read; the same number is predicted, one position later
 */
record TextWindow(int[] text, int from, int length) {
  /**
   * Cuts a text into windows side by side; together they predict every character but the first.
   *
   * @param size characters read in a window; the last one may be shorter
   */
  static List<TextWindow> of(int[] text, int size) {
    List<TextWindow> windows = new ArrayList<>();
    for (int from = 0; from + 1 < text.length; from += size) {
      windows.add(new TextWindow(text, from, Math.min(size, text.length - 1 - from)));
    }
    return windows;
  }

  /** The character read at a step. */
  int input(int step) {
    return text[from + step];
  }

  /** The character to predict at a step: the one that follows. */
  int target(int step) {
    return text[from + step + 1];
  }
}
