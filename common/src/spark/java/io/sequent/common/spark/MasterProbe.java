package io.sequent.common.spark;

import io.sequent.common.UserError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether anybody listens where a standalone master should; Spark alone would try for minutes. */
final class MasterProbe {
  private static final String STANDALONE = "spark://";
  private static final int MILLIS = 5000;

  private MasterProbe() {}

  /**
   * Tries to connect.
   *
   * @param master as Spark takes it; of other kinds nothing is asked
   * @throws UserError if none of its addresses answers
   */
  static void check(String master) {
    if (!master.startsWith(STANDALONE)) {
      return;
    }
    String problem = "";
    for (String address : master.substring(STANDALONE.length()).split(",", -1)) {
      int colon = address.lastIndexOf(':');
      if (colon <= 0 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
        throw new UserError(
            "master: '%s' has no port, expected spark://host:port, such as spark://node1:7077"
                .formatted(master));
      }
      String host = address.substring(0, colon);
      int port = Integer.parseInt(address.substring(colon + 1));
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), MILLIS);
        return;
      } catch (IOException | IllegalArgumentException e) {
        problem = String.valueOf(e.getMessage());
      }
    }
    throw new UserError(
        "master: %s does not answer (%s), expected a Spark master there"
            .formatted(master, problem));
  }
}
