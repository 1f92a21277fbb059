package io.sequent.common.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Exclusive access for one thread of one process, until it closes the claim or its process ends, in
 * whatever way. It is a lock on an empty file that is never deleted, for a deleted file could be
 * locked twice, before and after.
 */
public final class Claim implements AutoCloseable {
  private static final int MILLIS_BETWEEN_TRIES = 20;

  /**
   * The claims of this process. A file's lock is between processes only, and lost when the process
   * closes another channel to the file.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private Claim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Claims a lock file.
   *
   * @param file created, with its folder, if missing
   * @return empty if another thread or process has it
   */
  public static Optional<Claim> on(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    if (!OWN.add(path)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean claimed = false;
    try {
      Files.createDirectories(path.getParent());
      channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      claimed = lock != null;
      return claimed ? Optional.of(new Claim(path, channel)) : Optional.empty();
    } finally {
      if (!claimed) {
        release(path, channel);
      }
    }
  }

  /** Waits until a lock file is free, and claims it. */
  public static Claim await(Path file) throws IOException {
    while (true) {
      Optional<Claim> claim = on(file);
      if (claim.isPresent()) {
        return claim.get();
      }
      try {
        Thread.sleep(MILLIS_BETWEEN_TRIES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while " + file + " was not free", e);
      }
    }
  }

  private static void release(Path path, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      OWN.remove(path);
    }
  }

  @Override
  public void close() throws IOException {
    release(file, channel);
  }
}
