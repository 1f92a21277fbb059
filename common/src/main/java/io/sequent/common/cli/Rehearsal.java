package io.sequent.common.cli;

import io.sequent.common.config.Config;
import io.sequent.common.serve.ModelServer;
import io.sequent.common.serve.RunSource;
import io.sequent.common.serve.ServeOptions;
import io.sequent.common.serve.ServeSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Trains, predicts and serves once, so that the JVM that runs it can keep the classes that these
 * need for later starts. The launcher runs it (docs/install.md).
 */
public final class Rehearsal {
  private static final String INPUT = "a";

  private Rehearsal() {}

  /**
   * Rehearses, on the bundled sample.
   *
   * @param arguments the folder that gets the run, and a task that predicts for texts
   * @throws IllegalStateException if a part fails
   */
  public static void main(String[] arguments) throws IOException {
    Main.setUp();
    String run = Path.of(arguments[0], "run").toString();
    perform("train", arguments[1], "--data=sample", "--epochs=1", "--out=" + run);
    perform("predict", run);
    serve(run);
  }

  private static void perform(String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = new PrintStream(printed, true, StandardCharsets.UTF_8);
    ByteArrayInputStream input = new ByteArrayInputStream(INPUT.getBytes(StandardCharsets.UTF_8));
    if (Main.run(arguments, new Properties(), new Console(input, console, console)) != 0) {
      throw new IllegalStateException(
          String.join(" ", arguments) + ": " + printed.toString(StandardCharsets.UTF_8));
    }
  }

  private static void serve(String run) throws IOException {
    Config settings = Config.defaults(ServeSettings.all()).with(Map.of("port", "0"), "");
    List<RunSource> sources = RunSource.of(List.of(run));
    try (ModelServer server = ModelServer.start(sources, ServeOptions.of(settings))) {
      ask(server.address().resolve("/"), "");
      ask(
          server.address().resolve("/v1/models/" + sources.get(0).name() + ":predict"),
          "{\"input\":\"" + INPUT + "\"}");
    }
  }

  private static void ask(URI address, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    if (!body.isEmpty()) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IllegalStateException(address + ": " + status);
    }
  }
}
