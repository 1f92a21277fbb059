package io.sequent.common.serve;

import io.sequent.common.config.Setting;
import java.util.List;

/** The settings of a server. */
public final class ServeSettings {
  /** Of this machine alone. */
  static final String LOOPBACK = "127.0.0.1";

  static final Setting<String> HOST =
      Setting.text(
          "host",
          LOOPBACK,
          "a name or address of this machine, 0.0.0.0 for all",
          "where requests are accepted; by default from this machine alone");
  static final Setting<Integer> PORT =
      Setting.integer("port", 8080, 0, 65_535, "port of the server, 0 for any that is free");
  static final Setting<String> TOKEN_FILE =
      Setting.text(
          "token-file",
          "",
          "path",
          "a file with the token that requests must have; empty: requests need none");
  static final Setting<Integer> BATCH_SIZE =
      Setting.integer(
          "batch-size", 64, 1, 4096, "number of texts from which a model predicts at once");
  static final Setting<Integer> BATCH_WAIT =
      Setting.integer(
          "batch-wait",
          0,
          0,
          1000,
          "milliseconds that a model waits for more texts before it predicts; 0: what came while it"
              + " was busy makes a batch");
  static final Setting<Integer> QUEUE =
      Setting.integer("queue", 1024, 1, 1_000_000, "number of texts that wait for a model at most");
  static final Setting<Integer> TIMEOUT =
      Setting.integer("timeout", 30, 1, 3600, "seconds within which a request is answered");
  static final Setting<Integer> MAX_BODY =
      Setting.integer("max-body", 10, 1, 1024, "size of a request at most, in MiB");
  static final Setting<Integer> MAX_TEXTS =
      Setting.integer("max-texts", 1024, 1, 100_000, "number of texts of a request at most");
  static final Setting<Integer> MAX_LENGTH =
      Setting.integer(
          "max-length", 20_000, 1, 100_000_000, "number of characters of a text at most");

  private ServeSettings() {}

  /** All of them. */
  public static List<Setting<?>> all() {
    return List.of(
        HOST,
        PORT,
        TOKEN_FILE,
        BATCH_SIZE,
        BATCH_WAIT,
        QUEUE,
        TIMEOUT,
        MAX_BODY,
        MAX_TEXTS,
        MAX_LENGTH);
  }
}
