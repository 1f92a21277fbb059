package io.sequent.common.predict;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes lines in batches without keeping anyone waiting: a file comes in full batches, a line typed
 * by hand comes at once.
 */
final class InputLines {
  private static final int BATCH = 64;

  private InputLines() {}

  /** The lines that are there, at least one; none at the end of the input. */
  static List<String> next(BufferedReader input) throws IOException {
    List<String> lines = new ArrayList<>();
    do {
      String line = input.readLine();
      if (line == null) {
        break;
      }
      lines.add(line);
    } while (lines.size() < BATCH && input.ready());
    return lines;
  }
}
