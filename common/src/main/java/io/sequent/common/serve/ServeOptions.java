package io.sequent.common.serve;

import io.sequent.common.UserError;
import io.sequent.common.config.Config;
import io.sequent.common.io.TextFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server is set up.
 *
 * @param host where requests are accepted
 * @param port of the server, 0 for any that is free
 * @param token that requests must have; empty if they need none
 * @param batchSize texts from which a model predicts at once
 * @param batchWait how long a model waits for more texts
 * @param queue texts that wait for a model at most
 * @param timeout within which a request is answered
 * @param maxBody bytes of a request at most
 * @param maxTexts texts of a request at most
 * @param maxLength UTF-16 code units of a text at most
 */
public record ServeOptions(
    String host,
    int port,
    Optional<String> token,
    int batchSize,
    Duration batchWait,
    int queue,
    Duration timeout,
    int maxBody,
    int maxTexts,
    int maxLength) {
  private static final int MIB = 1 << 20;

  /**
   * What settings say.
   *
   * @param config values of {@link ServeSettings#all}
   * @throws UserError if the token cannot be read
   */
  public static ServeOptions of(Config config) throws IOException {
    String tokenFile = config.get(ServeSettings.TOKEN_FILE).strip();
    return new ServeOptions(
        config.get(ServeSettings.HOST),
        config.get(ServeSettings.PORT),
        tokenFile.isEmpty() ? Optional.empty() : Optional.of(token(Path.of(tokenFile))),
        config.get(ServeSettings.BATCH_SIZE),
        Duration.ofMillis(config.get(ServeSettings.BATCH_WAIT)),
        config.get(ServeSettings.QUEUE),
        Duration.ofSeconds(config.get(ServeSettings.TIMEOUT)),
        config.get(ServeSettings.MAX_BODY) * MIB,
        config.get(ServeSettings.MAX_TEXTS),
        config.get(ServeSettings.MAX_LENGTH));
  }

  private static String token(Path file) throws IOException {
    String token = TextFile.read(file).strip();
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw UserError.at(file, 1, "no token, expected one word of ASCII characters");
    }
    return token;
  }

  /** Whether other machines can send requests, and need no token for them. */
  public boolean isOpenToOthers() {
    try {
      return token.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new UserError(
          "setting 'host': '" + host + "' is unknown, expected a name of this machine", e);
    }
  }
}
