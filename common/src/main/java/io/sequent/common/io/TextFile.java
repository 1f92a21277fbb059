package io.sequent.common.io;

import io.sequent.common.UserError;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Text files, read strictly: bytes that the encoding does not have are refused with their line. A
 * byte order mark of UTF-8 or UTF-16 decides the encoding and is no part of the text. A file whose
 * name ends in {@code .gz} is unpacked first; workbooks, archives and the like are refused by name.
 */
public final class TextFile {
  private static final String GZIP = ".gz";
  private static final String ADVICE = "; name another encoding by encoding=";
  private static final int BUFFER = 1 << 16;

  /** What an array, and so a text, can hold in any case. */
  private static final int MAX_CHARACTERS = (1 << 30) - BUFFER;

  private static final long MAX_BYTES = Integer.MAX_VALUE;

  private TextFile() {}

  /** Whether a file is packed by gzip, by the ending of its name. */
  public static boolean isPacked(String name) {
    return name.regionMatches(true, name.length() - GZIP.length(), GZIP, 0, GZIP.length());
  }

  /** A name without the ending of gzip. */
  public static String plainName(String name) {
    return isPacked(name) ? name.substring(0, name.length() - GZIP.length()) : name;
  }

  /**
   * The whole text of a file in UTF-8.
   *
   * @throws UserError as {@link #read(Path, Charset)}
   */
  public static String read(Path file) throws IOException {
    return read(file, StandardCharsets.UTF_8, "");
  }

  /**
   * The whole text of a file whose encoding the user can name.
   *
   * @param encoding of a file without a byte order mark
   * @throws UserError as {@link #open(Path, Charset)}, and if the file is too large for a text
   */
  public static String read(Path file, Charset encoding) throws IOException {
    return read(file, encoding, ADVICE);
  }

  /**
   * Opens a file whose encoding the user can name. Reading throws a {@link UserError} that names
   * file and line for bytes in another encoding, and for a broken gzip file.
   *
   * @param encoding of a file without a byte order mark
   * @throws UserError if the file is missing, is a folder or no text, or is not a gzip file
   *     although its name says so
   */
  public static BufferedReader open(Path file, Charset encoding) throws IOException {
    return new BufferedReader(open(file, encoding, ADVICE), BUFFER);
  }

  /**
   * The same for an open stream, such as standard input.
   *
   * @param name of the stream, for messages
   */
  public static BufferedReader open(InputStream in, String name, Charset encoding)
      throws IOException {
    return new BufferedReader(new StrictReader(in, name, encoding, ADVICE), BUFFER);
  }

  private static Reader open(Path file, Charset encoding, String advice) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UserError(file + ": is a folder, expected a file");
    }
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new UserError(file + ": no such file", e);
    }
    try {
      InputStream unpacked = isPacked(file.toString()) ? new GZIPInputStream(in, BUFFER) : in;
      return new StrictReader(unpacked, file.toString(), encoding, advice);
    } catch (ZipException | EOFException e) {
      in.close();
      throw new UserError(file + ": not a valid gzip file, although its name ends in .gz", e);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static String read(Path file, Charset encoding, String advice) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) >= MAX_BYTES) {
      throw tooLarge(file);
    }
    StringBuilder text = new StringBuilder();
    try (Reader in = open(file, encoding, advice)) {
      char[] buffer = new char[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (text.length() > MAX_CHARACTERS) {
          throw tooLarge(file);
        }
        text.append(buffer, 0, n);
      }
    }
    return text.toString();
  }

  private static UserError tooLarge(Path file) {
    return new UserError(
        file + ": longer than a text can be, about a billion characters; divide it");
  }
}
