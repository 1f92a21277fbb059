package io.sequent.common.data;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Fetches files. */
@FunctionalInterface
public interface Downloads {
  /**
   * Downloads over HTTP, with four attempts for each file.
   *
   * @param progress gets the progress bars
   */
  static Downloads overHttp(PrintStream progress) {
    return new HttpDownloads(progress);
  }

  /**
   * Fetches files, except those that are already there with the right checksum; resumes interrupted
   * downloads.
   *
   * @throws io.sequent.common.UserError if a file cannot be fetched or is not the expected one
   */
  void fetch(List<RemoteFile> files) throws IOException;

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
}
