package io.sequent.common.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file from a place on; what follows the last newline is not one. */
final class LineReader {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private long position;
  private byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  /**
   * @param position the byte, from 0, at which a line begins
   */
  LineReader(FileChannel channel, long position) {
    this.channel = channel;
    this.position = position;
  }

  /** The next line without its newline; null if there is none. */
  byte @Nullable [] next() throws IOException {
    int searched = 0;
    while (true) {
      for (int i = from + searched; i < to; i++) {
        if (buffer[i] == '\n') {
          byte[] line = Arrays.copyOfRange(buffer, from, i);
          from = i + 1;
          return line;
        }
      }
      searched = to - from;
      if (!fill()) {
        return null;
      }
    }
  }

  private boolean fill() throws IOException {
    byte[] target = from == 0 && to == buffer.length ? new byte[2 * buffer.length] : buffer;
    System.arraycopy(buffer, from, target, 0, to - from);
    buffer = target;
    to -= from;
    from = 0;
    int read = channel.read(ByteBuffer.wrap(buffer, to, buffer.length - to), position);
    if (read <= 0) {
      return false;
    }
    position += read;
    to += read;
    return true;
  }
}
