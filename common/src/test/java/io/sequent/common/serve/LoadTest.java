package io.sequent.common.serve;

import static io.sequent.common.serve.TestServer.JSON;
import static io.sequent.common.serve.TestServer.assertRefused;
import static io.sequent.common.serve.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests at once: batches, a full queue, models that are replaced, a server that stops. */
class LoadTest {
  @TempDir private Path folder;

  private static HttpRequest text(TestServer server, int number) {
    return server.request(
        "/v1/models/news:predict",
        JSON,
        "{\"input\":\"text %d\"}".formatted(number).getBytes(StandardCharsets.UTF_8));
  }

  private static void assertAnswers(HttpResponse<String> response, int number) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(json(response).at("/prediction/text").asText()).isEqualTo("text " + number);
  }

  @Test
  void requestsThatComeTogetherShareABatch() {
    try (TestServer server =
        TestServer.of(Map.of("batch-wait", "1000", "batch-size", "8"), "news")) {
      double batches = server.metric("sequent_batch_texts_count{model=\"news\"}");
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 16).mapToObj(i -> server.later(text(server, i))).toList();
      for (int i = 0; i < 16; i++) {
        assertAnswers(answers.get(i).join(), i);
      }
      assertThat(server.metric("sequent_batch_texts_count{model=\"news\"}") - batches).isEqualTo(2);
      assertThat(server.metric("sequent_batch_texts_max{model=\"news\"}")).isEqualTo(8);
      assertThat(server.metric("sequent_requests_seconds_count{model=\"news\",status=\"200\"}"))
          .isEqualTo(16);
      assertThat(server.metric("sequent_queue_texts{model=\"news\"}")).isZero();
      assertThat(server.get("/metrics").body())
          .contains(
              "sequent_requests_seconds_bucket{model=\"news\",status=\"200\",le=\"30.0\"} 16",
              "jvm_memory_used_bytes{",
              "sequent_native_memory_bytes ");
    }
  }

  /** Other options need another predictor, and so a batch of their own. */
  @Test
  void onlyEqualOptionsShareABatch() {
    try (TestServer server =
        TestServer.of(Map.of("batch-wait", "300", "batch-size", "8"), "news")) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String body = "{\"input\":\"a\",\"options\":{\"top\":%d}}".formatted(1 + i % 2);
        answers.add(
            server.later(
                server.request(
                    "/v1/models/news:predict", JSON, body.getBytes(StandardCharsets.UTF_8))));
      }
      for (int i = 0; i < 8; i++) {
        assertThat(json(answers.get(i).join()).at("/prediction/probabilities").size())
            .isEqualTo(1 + i % 2);
      }
      assertThat(server.metric("sequent_batch_texts_max{model=\"news\"}")).isEqualTo(4);
    }
  }

  @Test
  void fullQueueIsSaidSo() {
    // While the model waits for a batch that never gets full, nothing leaves the queue.
    try (TestServer server =
        TestServer.of(Map.of("batch-wait", "1000", "batch-size", "100", "queue", "3"), "news")) {
      List<HttpResponse<String>> answers =
          IntStream.range(0, 10).mapToObj(i -> server.later(text(server, i))).toList().stream()
              .map(CompletableFuture::join)
              .toList();
      List<HttpResponse<String>> refused =
          answers.stream().filter(answer -> answer.statusCode() != 200).toList();
      assertThat(refused).hasSize(7);
      for (HttpResponse<String> answer : refused) {
        assertRefused(answer, 429, "3 texts wait already, expected at most 3; try again later");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      }
      server.assertServes();
    }
  }

  /** Sends texts one after the other from some threads, until it is told to end. */
  private static final class Load {
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failures = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(20);

    Load(TestServer server, String... headers) {
      for (int i = 0; i < 4; i++) {
        Thread thread = new Thread(() -> run(server, headers));
        threads.add(thread);
        thread.start();
      }
    }

    private void run(TestServer server, String... headers) {
      while (!isOver.get()) {
        HttpResponse<String> answer =
            server.post("/v1/models/news:predict", JSON, "{\"input\":\"Oil\"}", headers);
        if (answer.statusCode() == 200) {
          answered.incrementAndGet();
        } else {
          synchronized (failures) {
            failures.add(answer.statusCode() + " " + answer.body());
          }
        }
        begun.countDown();
      }
    }

    void await() throws InterruptedException {
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    void end() throws InterruptedException {
      isOver.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  @Test
  void modelIsReplacedWithoutALostRequest() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "t");
    Path run = TestServer.copy("news", folder.resolve("news"));
    String[] right = {"Authorization", "Bearer t"};
    try (TestServer server =
        TestServer.ofRuns(Map.of("token-file", token.toString()), List.of(run.toString()))) {
      Load load = new Load(server, right);
      try {
        load.await();
        for (int i = 0; i < 5; i++) {
          Files.writeString(run.resolve("classes.txt"), "A%d\nB\nC\nD\n".formatted(i));
          HttpResponse<String> answer = server.post("/v1/models/news:reload", JSON, "", right);
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          assertThat(
                  json(server.post("/v1/models/news:predict", JSON, "{\"input\":\"a\"}", right))
                      .at("/prediction/probabilities")
                      .has("A" + i))
              .isTrue();
        }
      } finally {
        load.end();
      }
      assertThat(load.failures).isEmpty();
      assertThat(load.answered.get()).isPositive();
    }
  }

  @Test
  void stoppingServerAnswersWhatItHasAccepted() {
    TestServer server = TestServer.of(Map.of("batch-wait", "500", "batch-size", "100"), "news");
    double before = accepted(server);
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 20).mapToObj(i -> server.later(text(server, i))).toList();
    // On a busy machine some of them may have been predicted for already.
    Instant end = Instant.now().plusSeconds(10);
    while (accepted(server) < before + 20) {
      assertThat(Instant.now()).isBefore(end);
    }
    Instant begin = Instant.now();
    server.close();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
    for (int i = 0; i < 20; i++) {
      assertAnswers(answers.get(i).orTimeout(10, TimeUnit.SECONDS).join(), i);
    }
  }

  /** Texts that were predicted for, or wait. */
  private static double accepted(TestServer server) {
    return server.metric("sequent_batch_texts_sum{model=\"news\"}")
        + server.metric("sequent_queue_texts{model=\"news\"}");
  }

  private static void awaitQueue(TestServer server, int texts) {
    Instant end = Instant.now().plusSeconds(10);
    while (server.metric("sequent_queue_texts{model=\"news\"}") < texts) {
      assertThat(Instant.now()).isBefore(end);
    }
  }

  /**
   * A connection that is kept sees that the server stops, and so does whoever asks if it is ready.
   */
  @Test
  void stoppingServerSaysSo() throws Exception {
    TestServer server = TestServer.of(Map.of("batch-wait", "1000", "batch-size", "100"), "news");
    assertThat(server.get("/ready").statusCode()).isEqualTo(200);
    CompletableFuture<HttpResponse<String>> waiting = server.later(text(server, 1));
    awaitQueue(server, 1);
    Thread stop = new Thread(server::close);
    try (KeptConnection kept = new KeptConnection(server.port())) {
      assertThat(kept.get("/ready")).startsWith("HTTP/1.1 200");
      stop.start();
      String answer = kept.get("/ready");
      while (answer.startsWith("HTTP/1.1 200")) {
        answer = kept.get("/ready");
      }
      assertThat(answer)
          .startsWith("HTTP/1.1 503")
          .contains("Connection: close", "Retry-After: 1", "{\"error\":\"");
    }
    stop.join();
    assertAnswers(waiting.join(), 1);
  }
}
