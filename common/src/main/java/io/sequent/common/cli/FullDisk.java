package io.sequent.common.cli;

import java.io.IOException;
import java.util.stream.Stream;

/** Java has no exception of its own for a full disk, only the message of the operating system. */
final class FullDisk {
  private FullDisk() {}

  /** Whether a write failed because the disk was full, on Linux, macOS or Windows. */
  static boolean isBehind(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .filter(IOException.class::isInstance)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(
            message ->
                message.contains("No space left on device")
                    || message.contains("not enough space on the disk"));
  }
}
