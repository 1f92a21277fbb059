package io.sequent.common.serve;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Divides bytes into lines as they come. */
final class LineSplitter {
  private final int most;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private final Deque<byte[]> lines = new ArrayDeque<>();

  /**
   * @param most bytes of a line
   */
  LineSplitter(int most) {
    this.most = most;
  }

  /**
   * Adds bytes.
   *
   * @throws Refusal for a line that is too long
   */
  void add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        end();
      } else {
        begun.write(next);
        if (begun.size() > most) {
          throw new Refusal(
              Refusal.TOO_LARGE, "a line is too long, expected at most %,d bytes".formatted(most));
        }
      }
    }
  }

  /** Ends the last line. */
  void close() {
    if (begun.size() > 0) {
      end();
    }
  }

  private void end() {
    lines.add(begun.toByteArray());
    begun.reset();
  }

  /** The number of lines that are whole. */
  int size() {
    return lines.size();
  }

  /** Takes the next whole line. */
  byte[] next() {
    return lines.remove();
  }
}
