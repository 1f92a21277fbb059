package io.sequent.common.data;

import java.io.IOException;
import java.util.List;

/** Fetches files. */
@FunctionalInterface
public interface Downloads {
  /**
   * Fetches files, except those that are there already with the right checksum; continues where an
   * earlier attempt was cut.
   *
   * @throws io.sequent.common.UserError if a file cannot be had or is not the expected one
   */
  void fetch(List<RemoteFile> files) throws IOException;
}
