package io.sequent.common.pretrained;

import io.sequent.common.UserError;
import io.sequent.common.io.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The bytes of a file of weights: mapped into memory, or already there. */
interface FileBytes {
  /** The file's name, for messages. */
  String name();

  /** How many bytes. */
  long size();

  /**
   * A part, read-only, little-endian.
   *
   * @param offset where it begins, with its length at most {@link #size}
   * @throws UserError if the file has become shorter
   */
  ByteBuffer part(long offset, int length) throws IOException;

  /** The hash of all. */
  String sha256() throws IOException;

  /** A file of any size; parts are mapped when they are asked for. */
  static FileBytes of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserError(file + ": no such file");
    }
    return new Mapped(file, Files.size(file));
  }

  /** What has been read from elsewhere, such as the class path. */
  static FileBytes of(String name, byte[] bytes) {
    return new InMemory(name, bytes);
  }

  /** Parts of a file on a disk. */
  record Mapped(Path file, long size) implements FileBytes {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public ByteBuffer part(long offset, int length) throws IOException {
      try (FileChannel channel = FileChannel.open(file)) {
        // A mapping beyond the end would kill the process at the first look.
        if (channel.size() != size) {
          throw new UserError(file + ": has changed while it was read");
        }
        return channel
            .map(FileChannel.MapMode.READ_ONLY, offset, length)
            .order(ByteOrder.LITTLE_ENDIAN);
      }
    }

    @Override
    public String sha256() throws IOException {
      return Sha256.of(file);
    }
  }

  /** Bytes in an array. */
  record InMemory(String name, byte[] bytes) implements FileBytes {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public ByteBuffer part(long offset, int length) {
      return ByteBuffer.wrap(bytes)
          .slice(Math.toIntExact(offset), length)
          .asReadOnlyBuffer()
          .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String sha256() {
      MessageDigest digest = Sha256.digest();
      digest.update(bytes);
      return Sha256.hex(digest);
    }
  }
}
