package io.sequent.common.cli;

import java.io.IOException;
import java.util.stream.Stream;

/** Java has no exception of its own for it, only the message of the operating system. */
final class FullDisk {
  private FullDisk() {}

  /** Whether a write failed for want of room, on Linux, macOS or Windows. */
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
