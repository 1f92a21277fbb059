package io.sequent.common.predict;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads lines in batches without delay: a file in full batches, a line typed by hand at once. */
final class InputLines {
  private static final int BATCH_SIZE = 64;

  private InputLines() {}

  /** The lines that are available, at least one; empty at the end of the input. */
  static List<String> next(BufferedReader input) throws IOException {
    List<String> lines = new ArrayList<>();
    do {
      String line = input.readLine();
      if (line == null) {
        break;
      }
      lines.add(line);
    } while (lines.size() < BATCH_SIZE && input.ready());
    return lines;
  }
}
