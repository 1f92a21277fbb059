package io.sequent.common.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A published file and where it goes.
 *
 * @param address where it is published
 * @param sha256 its SHA-256 in lower-case hexadecimal; empty if it is not known, and what is made
 *     of the file is checked instead
 * @param target where it goes; appears there only when complete and checked
 */
public record RemoteFile(URI address, Optional<String> sha256, Path target) {
  /** A file with a known checksum. */
  public RemoteFile(URI address, String sha256, Path target) {
    this(address, Optional.of(sha256), target);
  }

  /** A file whose checksum is not known. */
  public static RemoteFile unchecked(URI address, Path target) {
    return new RemoteFile(address, Optional.empty(), target);
  }

  /** Whether a file of this checksum may be the published one. */
  boolean fits(String actual) {
    return sha256.isEmpty() || sha256.get().equals(actual);
  }
}
