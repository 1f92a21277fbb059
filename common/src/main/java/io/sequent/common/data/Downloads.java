package io.sequent.common.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Fetches single files. */
public interface Downloads {
  /**
   * Fetches a file unless it is there already with the right checksum; continues where an earlier
   * attempt was cut.
   *
   * @param address where it is published
   * @param sha256 its SHA-256 in lower-case hexadecimal
   * @param target where it goes; appears there only when complete and checked
   */
  void fetch(URI address, String sha256, Path target) throws IOException;
}
