package io.sequent.common.io;

import io.sequent.common.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Text files, read strictly: bytes that the encoding does not have are refused with their line. A
 * byte order mark of UTF-8 or UTF-16 decides the encoding. A file whose name ends in {@code .gz} is
 * unpacked first.
 */
public final class TextFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String GZIP = ".gz";

  /** The largest size that an array, and so a text, can have. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private TextFile() {}

  /**
   * The whole text of a file in UTF-8, without a byte order mark.
   *
   * @throws UserError as {@link #read(Path, Charset)}
   */
  public static String read(Path file) throws IOException {
    return read(file, StandardCharsets.UTF_8, "");
  }

  /**
   * The whole text of a file whose encoding the user can name, without a byte order mark.
   *
   * @param encoding of a file without a byte order mark
   * @throws UserError if the file is missing, is a folder, is too large, is in another encoding
   *     (with the line), or is not a gzip file although its name says so
   */
  public static String read(Path file, Charset encoding) throws IOException {
    return read(file, encoding, "; name another encoding by encoding=");
  }

  private static String read(Path file, Charset encoding, String advice) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UserError(file + ": is a folder, expected a file");
    }
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(bytes(file));
    } catch (NoSuchFileException e) {
      throw new UserError(file + ": no such file", e);
    }
    Charset marked = marked(bytes.array(), encoding);
    CharsetDecoder decoder =
        marked
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    int most = (int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte());
    CharBuffer chars = CharBuffer.allocate(most);
    CoderResult result = decoder.decode(bytes, chars, true);
    if (result.isError()) {
      throw UserError.at(
          file,
          lineAt(bytes.array(), bytes.position()),
          "not %s, expected a %s text file%s".formatted(marked.name(), marked.name(), advice));
    }
    chars.flip();
    boolean isMarked = chars.hasRemaining() && chars.get(0) == BYTE_ORDER_MARK;
    return isMarked ? chars.subSequence(1, chars.remaining()).toString() : chars.toString();
  }

  private static Charset marked(byte[] bytes, Charset encoding) {
    int first = bytes.length > 0 ? bytes[0] & 0xFF : 0;
    int second = bytes.length > 1 ? bytes[1] & 0xFF : 0;
    int third = bytes.length > 2 ? bytes[2] & 0xFF : 0;
    if (first == 0xFF && second == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (first == 0xFE && second == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    return first == 0xEF && second == 0xBB && third == 0xBF ? StandardCharsets.UTF_8 : encoding;
  }

  private static byte[] bytes(Path file) throws IOException {
    byte[] bytes;
    if (file.toString().endsWith(GZIP)) {
      try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
        bytes = unpacked.readNBytes(MAX_BYTES);
      } catch (ZipException | EOFException e) {
        throw new UserError(file + ": not a valid gzip file, although its name ends in .gz", e);
      }
    } else if (Files.size(file) >= MAX_BYTES) {
      throw tooLarge(file);
    } else {
      bytes = Files.readAllBytes(file);
    }
    if (bytes.length == MAX_BYTES) {
      throw tooLarge(file);
    }
    return bytes;
  }

  private static UserError tooLarge(Path file) {
    return new UserError(file + ": larger than 2 GB, expected a smaller file; divide it");
  }

  private static long lineAt(byte[] bytes, int position) {
    long line = 1;
    for (int i = 0; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
