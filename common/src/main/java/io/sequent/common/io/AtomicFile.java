package io.sequent.common.io;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files completely or not at all, even if the process is killed. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file's content to the given path. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path file) throws IOException;
  }

  /** Replaces {@code target} by the written content; creates its folder if missing. */
  public static void write(Path target, Content content) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    try {
      content.writeTo(temporary);
      KillPoints.reached(KillPoints.Step.WRITTEN, temporary);
      move(temporary, target);
      KillPoints.reached(KillPoints.Step.MOVED, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Replaces {@code target} by a text in UTF-8. */
  public static void write(Path target, String text) throws IOException {
    write(target, file -> Files.writeString(file, text));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
