package io.sequent.common.io;

import io.sequent.common.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/** Decodes bytes as they come and refuses those that the encoding does not have. */
final class StrictReader extends Reader {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int BUFFER = 1 << 15;

  private final InputStream in;
  private final String name;
  private final String advice;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private final CharsetDecoder decoder;
  private boolean ended;
  private long line = 1;

  /**
   * Reads the first bytes.
   *
   * @param name of the file, for messages
   * @param encoding of bytes without a byte order mark
   * @param advice what to do about other bytes, the end of the message
   */
  StrictReader(InputStream in, String name, Charset encoding, String advice) throws IOException {
    this.in = in;
    this.name = name;
    this.advice = advice;
    fill();
    int known = Math.min(bytes.limit(), BinaryFormat.BYTES);
    BinaryFormat.refuse(new String(bytes.array(), 0, known, StandardCharsets.ISO_8859_1), name);
    decoder =
        marked(encoding)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    if (decode() && chars.get(chars.position()) == BYTE_ORDER_MARK) {
      chars.get();
    }
  }

  private Charset marked(Charset encoding) {
    int first = byteAt(0);
    int second = byteAt(1);
    if (first == 0xFF && second == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (first == 0xFE && second == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    return first == 0xEF && second == 0xBB && byteAt(2) == 0xBF ? StandardCharsets.UTF_8 : encoding;
  }

  private int byteAt(int place) {
    return place < bytes.limit() ? bytes.get(place) & 0xFF : 0;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (!chars.hasRemaining() && !decode()) {
      return -1;
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  /** Until the end: nobody waits for a file. */
  @Override
  public boolean ready() {
    return chars.hasRemaining() || !ended;
  }

  /** Decodes what comes next; false at the end. */
  private boolean decode() throws IOException {
    chars.clear();
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (chars.position() > 0) {
        // What stands before a fault is handed out first; the next call finds the fault again.
        chars.flip();
        countLines();
        return true;
      }
      if (result.isError()) {
        String charset = decoder.charset().name();
        throw new UserError(
            "%s:%d: not %s, expected a %s text file%s"
                .formatted(name, line, charset, charset, advice));
      }
      if (ended) {
        chars.flip();
        return false;
      }
      fill();
    }
  }

  private void countLines() {
    char[] array = chars.array();
    for (int i = 0; i < chars.limit(); i++) {
      if (array[i] == '\n') {
        line++;
      }
    }
  }

  /** Reads until the buffer is full or the input ends. */
  private void fill() throws IOException {
    bytes.compact();
    try {
      int count = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
      ended = count < bytes.remaining();
      bytes.position(bytes.position() + count);
    } catch (ZipException | EOFException e) {
      throw new UserError(name + ": not a valid gzip file, although its name ends in .gz", e);
    }
    bytes.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
