package io.sequent.common.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A published file and its local target.
 *
 * @param address its URL
 * @param sha256 its SHA-256 in lower-case hexadecimal; empty if unknown, in which case the data
 *     that are read from the file are checked instead
 * @param target its local path; the file appears there only when complete and checked
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
