package io.sequent.common.io;

import io.sequent.common.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Files of UTF-8 text, read strictly; one whose name ends in {@code .gz} is unpacked first. */
public final class TextFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String GZIP = ".gz";

  private TextFile() {}

  /**
   * The whole text, without a byte order mark.
   *
   * @throws UserError if the file is missing, is a folder, is not UTF-8 (with the line), or is not
   *     a gzip file although its name says so
   */
  public static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UserError(file + ": is a folder, expected a file");
    }
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(bytes(file));
    } catch (NoSuchFileException e) {
      throw new UserError(file + ": no such file", e);
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    // No character has fewer bytes in UTF-8 than it has chars.
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    CoderResult result = decoder.decode(bytes, chars, true);
    if (result.isError()) {
      throw UserError.at(
          file, lineAt(bytes.array(), bytes.position()), "not UTF-8, expected a UTF-8 text file");
    }
    chars.flip();
    boolean marked = chars.hasRemaining() && chars.get(0) == BYTE_ORDER_MARK;
    return marked ? chars.subSequence(1, chars.remaining()).toString() : chars.toString();
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!file.toString().endsWith(GZIP)) {
      return Files.readAllBytes(file);
    }
    try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
      return unpacked.readAllBytes();
    } catch (ZipException | EOFException e) {
      throw new UserError(file + ": not a valid gzip file, although its name ends in .gz", e);
    }
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
