package io.sequent.common.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sequent.common.config.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A server on a port of its own, with runs that older versions have saved, and a client. */
final class TestServer implements AutoCloseable {
  static final String JSON = "application/json";
  static final String LINES = "application/x-ndjson";

  private static final Path RUNS = Path.of("common/src/test/resources/saved-runs");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ModelServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(ModelServer server) {
    this.server = server;
  }

  /** One with some saved runs, by the names of their folders. */
  static TestServer of(Map<String, String> settings, String... runs) {
    return ofRuns(settings, Stream.of(runs).map(run -> RUNS.resolve(run).toString()).toList());
  }

  static TestServer ofRuns(Map<String, String> settings, List<String> runs) {
    Map<String, String> given = new LinkedHashMap<>(Map.of("port", "0"));
    given.putAll(settings);
    try {
      Config config = Config.defaults(ServeSettings.all()).with(given, "");
      return new TestServer(ModelServer.start(RunSource.of(runs), ServeOptions.of(config)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a saved run. */
  static Path copy(String run, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(RUNS.resolve(run))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
    return to;
  }

  static Path saved(String run) {
    return RUNS.resolve(run);
  }

  ModelServer server() {
    return server;
  }

  int port() {
    return server.address().getPort();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.address().resolve(path)).timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(withHeaders(to(path), headers).GET().build());
  }

  HttpResponse<String> post(String path, String type, String body, String... headers) {
    return send(request(path, type, body.getBytes(StandardCharsets.UTF_8), headers));
  }

  HttpResponse<String> post(String path, String type, byte[] body, String... headers) {
    return send(request(path, type, body, headers));
  }

  HttpRequest request(String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder builder = withHeaders(to(path), headers);
    if (!type.isEmpty()) {
      builder.header("Content-Type", type);
    }
    return builder.POST(BodyPublishers.ofByteArray(body)).build();
  }

  CompletableFuture<HttpResponse<String>> later(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder withHeaders(HttpRequest.Builder builder, String... headers) {
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer as it comes. */
  HttpResponse<InputStream> open(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofInputStream());
  }

  /** What a socket gets for some bytes, until the server closes it. */
  String raw(String sent) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A request whose path no client would send. */
  String rawGet(String path) {
    try {
      return raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body whose length is not said before. */
  HttpResponse<String> chunked(String path, byte[] body) {
    return send(
        to(path)
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build());
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** Fails unless the answer is a refusal of one line. */
  static void assertRefused(HttpResponse<String> response, int status, String message) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains(JSON);
    assertThat(response.body().lines()).hasSize(1);
    JsonNode json = json(response);
    assertThat(json.size()).isEqualTo(1);
    assertThat(json.path("error").asText()).contains(message).doesNotContain("\n", "Exception");
  }

  /** Fails unless the model {@code news} answers as always. */
  void assertServes() {
    HttpResponse<String> response = post("/v1/models/news:predict", JSON, "{\"input\":\"Oil\"}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(response).at("/prediction/class").asText()).isNotEmpty();
  }

  /** A figure of {@code /metrics}; 0 if it is not there. */
  double metric(String line) {
    return get("/metrics")
        .body()
        .lines()
        .filter(each -> each.startsWith(line + " "))
        .mapToDouble(each -> Double.parseDouble(each.substring(line.length() + 1)))
        .sum();
  }

  @Override
  public void close() {
    server.close();
  }
}
