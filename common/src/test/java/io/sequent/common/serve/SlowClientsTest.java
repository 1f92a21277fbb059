package io.sequent.common.serve;

import static io.sequent.common.serve.TestServer.JSON;
import static io.sequent.common.serve.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that take their time, go away, or come in thousands. */
class SlowClientsTest {
  private static final String HEAD =
      "POST /v1/models/news:predict HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\n%s\r\n";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.of(Map.of("timeout", "1"), "news", "textgen");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Sends a byte every 200 milliseconds, until the server closes. */
  private static String drip(String first, String slow) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(15_000);
      OutputStream out = socket.getOutputStream();
      out.write(first.getBytes(StandardCharsets.US_ASCII));
      Thread sender =
          new Thread(
              () -> {
                try {
                  for (byte next : slow.getBytes(StandardCharsets.US_ASCII)) {
                    out.write(next);
                    Thread.sleep(200);
                  }
                } catch (IOException | InterruptedException e) {
                  // The server has closed the connection.
                }
              });
      sender.start();
      String answer = untilClosed(socket.getInputStream());
      sender.interrupt();
      sender.join();
      return answer;
    }
  }

  private static String untilClosed(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        answer.append((char) next);
      }
    } catch (SocketException e) {
      // Reset, for the server does not read what comes later.
    }
    return answer.toString();
  }

  @Test
  void slowBody() throws Exception {
    for (String type : List.of(JSON, "text/plain")) {
      String answer =
          drip(HEAD.formatted(type, "Content-Length: 100\r\n"), "{\"input\":\"" + "x".repeat(80));
      assertThat(answer)
          .startsWith("HTTP/1.1 408")
          .contains("{\"error\":\"the request did not come within 1 seconds\"}");
    }
    server.assertServes();
  }

  @Test
  void slowLine() throws Exception {
    String head = HEAD.formatted(TestServer.LINES, "Content-Length: 100\r\n");
    assertThat(drip(head, "\"" + "x".repeat(80)))
        .startsWith("HTTP/1.1 408")
        .contains("{\"error\":\"the next line did not come within 1 seconds\"}");
    assertThat(drip(head + "\"a\"\n", "\"" + "x".repeat(80)))
        .startsWith("HTTP/1.1 200")
        .contains("\"text\":\"a\"")
        .contains("{\"error\":\"the next line did not come within 1 seconds\",\"line\":2}");
    server.assertServes();
  }

  @Test
  void slowHead() throws Exception {
    assertThat(drip("GET /health HTTP/1.1\r\nHost: a\r\n", "X: " + "x".repeat(80)))
        .startsWith("HTTP/1.1 408")
        .contains("{\"error\":\"the head of the request did not come in time\"}");
    server.assertServes();
  }

  /** Many at once keep no thread: there are more of them than threads. */
  @Test
  void slowClientsKeepNobodyWaiting() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        slow.add(socket);
        String head = HEAD.formatted(i % 2 == 0 ? JSON : TestServer.LINES, "Content-Length: 9\r\n");
        socket.getOutputStream().write((head + "\"").getBytes(StandardCharsets.US_ASCII));
      }
      Instant begin = Instant.now();
      server.assertServes();
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(1));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    server.assertServes();
  }

  /** More than are accepted: idle ones make room. */
  @Test
  void manyConnections() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 4200; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }
      server.assertServes();
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    server.assertServes();
  }

  @Test
  void clientsThatGoAway() throws Exception {
    String body = "{\"input\":\"Oil\"}";
    String whole = HEAD.formatted(JSON, "Content-Length: " + body.length() + "\r\n") + body;
    for (int length = 1; length <= whole.length(); length += 7) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.setSoLinger(true, 0);
        socket
            .getOutputStream()
            .write(whole.substring(0, length).getBytes(StandardCharsets.US_ASCII));
      }
    }
    server.assertServes();
  }

  private static final String ENDLESS =
      "{\"input\":\"Once\",\"options\":{\"length\":100000000,\"temperature\":0.5}}";

  /** A model has a thread for each processor; were they kept, the last request would not end. */
  @Test
  void textIsNotGeneratedForAClientThatHasGone() throws Exception {
    try (TestServer patient = TestServer.of(Map.of("timeout", "60"), "textgen")) {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
        HttpResponse<InputStream> response =
            patient.open(
                patient.request(
                    "/v1/models/textgen:predict",
                    JSON,
                    ENDLESS.getBytes(StandardCharsets.UTF_8),
                    "Accept",
                    "text/event-stream"));
        try (InputStream events = response.body()) {
          assertThat(events.readNBytes(6)).isEqualTo("data: ".getBytes(StandardCharsets.US_ASCII));
        }
      }
      Instant begin = Instant.now();
      String text =
          json(patient.post(
                  "/v1/models/textgen:predict",
                  JSON,
                  "{\"input\":\"Once\",\"options\":{\"length\":10}}"))
              .at("/prediction/text")
              .asText();
      assertThat(text).hasSize(14);
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void longAnswersEndInTime() throws Exception {
    TestServer.assertRefused(
        server.post("/v1/models/textgen:predict", JSON, ENDLESS), 504, "did not answer in time");
    HttpResponse<String> events =
        server.post("/v1/models/textgen:predict", JSON, ENDLESS, "Accept", "text/event-stream");
    assertThat(events.statusCode()).isEqualTo(200);
    assertThat(events.body())
        .startsWith("data: {\"text\":\"")
        .endsWith(
            "event: error\ndata: {\"error\":\"the model did not answer in time; try again"
                + " later\"}\n\n");
  }
}
