package io.sequent.common.data;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

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
}
