package io.sequent.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code serve} on the command line, and its end. */
class ServeActionTest {
  private static final String RUNS = "common/src/test/resources/saved-runs/";
  private static final Pattern ADDRESS = Pattern.compile("serving at (\\S+), until Ctrl-C");

  /** In a process of its own, which a signal ends. */
  @Test
  void servesRunsOfSeveralTasksUntilItIsToldToEnd() throws Exception {
    Process process = start("serve", RUNS + "news", RUNS + "textgen", "--port=0");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> printed = new ArrayList<>();
      Matcher address = ADDRESS.matcher("");
      while (!address.find()) {
        String line = lines.readLine();
        assertThat(line).as(String.join("\n", printed)).isNotNull();
        printed.add(line);
        address = ADDRESS.matcher(line);
      }
      assertThat(printed)
          .containsSubsequence(
              "news: news, " + RUNS + "news", "textgen: textgen, " + RUNS + "textgen");
      URI text = URI.create(address.group(1) + "/v1/models/textgen:predict");
      String body = "{\"input\":\"Once\",\"options\":{\"length\":50000}}";
      InputStream events =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(text)
                      .header("Content-Type", "application/json")
                      .header("Accept", "text/event-stream")
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofInputStream())
              .body();
      assertThat(events.read()).isEqualTo('d');
      process.destroy(); // SIGTERM
      assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8)).contains("event: done");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve                                 | no run given, expected run= a finished run or a task",
        "serve nwes                            | unknown run or task 'nwes', did you mean 'news'?",
        "serve --run=a/b                       | unknown run or task 'a/b', expected one of ner, news,"
            + " sentiment, stocks, textgen, tweets, weather",
        "serve common/src/test/resources       | run: common/src/test/resources holds no finished run:"
            + " config.yaml is missing",
        "serve @news @news                     | run: @news and @news are both named 'news', expected"
            + " runs of different names",
        "serve @news --prot=80                 | unknown setting 'prot', did you mean 'port'?",
        "serve @news --port=70000              | setting 'port': '70000' is not allowed, expected 0 to"
            + " 65535",
        "serve @news --host=no.such.host.here. | setting 'host': 'no.such.host.here.' is unknown,"
            + " expected a name of this machine",
        "serve @news --token-file=none         | none: no such file"
      })
  void mistakesAreOneLine(String arguments, String message) {
    Call call = Call.of(List.of(), arguments.replace("@", RUNS).split(" +", -1));
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.err().lines()).containsExactly("error: " + message.replace("@", RUNS));
  }

  @Test
  void propertiesNameRunsAndTasks() {
    Call none = Call.ofProperties(Map.of("action", "serve"));
    assertThat(none.err().lines())
        .containsExactly("error: no run given, expected run= a finished run or a task");
    Call foreign = Call.ofProperties(Map.of("action", "serve", "run", "nwes"));
    assertThat(foreign.err()).contains("did you mean 'news'");
  }

  @Test
  void takenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Call call =
          Call.of(
              List.of("--host=0.0.0.0", "--port=" + taken.getLocalPort()), "serve", RUNS + "news");
      assertThat(call.status()).isEqualTo(2);
      assertThat(call.err().lines())
          .satisfiesExactly(
              warning ->
                  assertThat(warning)
                      .isEqualTo(
                          "warning: no token is set, so whoever reaches 0.0.0.0 can use the models;"
                              + " see token-file"),
              error ->
                  assertThat(error)
                      .contains("port " + taken.getLocalPort() + " of 0.0.0.0 cannot be used"));
    }
  }
}
