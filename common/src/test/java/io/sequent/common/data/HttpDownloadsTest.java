package io.sequent.common.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sequent.common.UserError;
import io.sequent.common.data.Downloads.RemoteFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpDownloadsTest {
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(7).nextBytes(CONTENT);
  }

  private final Path folder;
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private Downloads downloads;
  private Path target;
  private Path part;

  HttpDownloadsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    downloads = downloads(Duration.ofSeconds(20));
    target = folder.resolve("set").resolve("file.bin");
    part = folder.resolve("set").resolve("file.bin.part");
  }

  private static Downloads downloads(Duration patience) {
    return new HttpDownloads(
        new PrintStream(OutputStream.nullOutputStream()), patience, Duration.ofMillis(5));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void wholeFileArrives() throws Exception {
    serve(HttpDownloadsTest::wholeOrRest);
    downloads.fetch(List.of(file()));
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(part).doesNotExist();
  }

  @Test
  void rightFileIsNotFetchedAgainAndAWrongOneIs() throws Exception {
    serve(HttpDownloadsTest::wholeOrRest);
    Files.createDirectories(target.getParent());
    Files.writeString(target, "stale");
    downloads.fetch(List.of(file()));
    downloads.fetch(List.of(file()));
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(ranges).hasSize(1);
  }

  @Test
  void cutTransferContinuesWhereItBroke() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    serve(
        exchange -> {
          if (calls.getAndIncrement() == 0) {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 200_000);
            exchange.getResponseBody().flush();
            Thread.sleep(200);
            throw new IOException("cut");
          }
          wholeOrRest(exchange);
        });
    downloads.fetch(List.of(file()));
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(ranges).hasSize(2);
    assertThat(ranges.get(1)).matches("bytes=[1-9][0-9]*-");
  }

  @Test
  void partOfAnEarlierRunContinues() throws Exception {
    serve(HttpDownloadsTest::wholeOrRest);
    leavePart(100_000);
    downloads.fetch(List.of(file()));
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(ranges).containsExactly("bytes=100000-");
  }

  @Test
  void completePartIsTakenWithoutASecondTransfer() throws Exception {
    serve(HttpDownloadsTest::wholeOrRest);
    leavePart(CONTENT.length);
    downloads.fetch(List.of(file()));
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(ranges).hasSize(1);
  }

  @Test
  void partThatCannotBeCheckedIsNotTakenForTheFile() throws Exception {
    serve(HttpDownloadsTest::wholeOrRest);
    leavePart(CONTENT.length);
    Files.write(part, new byte[] {1}, StandardOpenOption.APPEND);
    downloads.fetch(List.of(RemoteFile.unchecked(address("/file"), target)));
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(ranges).hasSize(2);
  }

  @Test
  void serverThatIgnoresRangesSendsTheWhole() throws Exception {
    serve(exchange -> send(exchange, 200, 0));
    leavePart(100_000);
    downloads.fetch(List.of(file()));
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void silentServerIsTriedAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    serve(
        exchange -> {
          if (calls.getAndIncrement() == 0) {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 1000);
            exchange.getResponseBody().flush();
            Thread.sleep(10_000);
          }
          wholeOrRest(exchange);
        });
    downloads(Duration.ofMillis(600)).fetch(List.of(file()));
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void redirectIsFollowed() throws Exception {
    serve(HttpDownloadsTest::wholeOrRest);
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/file");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    downloads.fetch(List.of(new RemoteFile(address("/moved"), sha256(), target)));
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void wrongChecksumIsRefusedAndLeavesNothing() throws Exception {
    serve(HttpDownloadsTest::wholeOrRest);
    RemoteFile wrong = new RemoteFile(address("/file"), "0".repeat(64), target);
    assertThatThrownBy(() -> downloads.fetch(List.of(wrong)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("SHA-256 is " + sha256() + ", expected 000");
    assertThat(target).doesNotExist();
    assertThat(part).doesNotExist();
  }

  @Test
  void missingFileIsNotTriedAgain() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    assertThatThrownBy(() -> downloads.fetch(List.of(file())))
        .isInstanceOf(UserError.class)
        .hasMessage(address("/file") + ": HTTP 404, expected a file there");
    assertThat(ranges).hasSize(1);
  }

  @Test
  void serverErrorIsTriedFourTimes() {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    assertThatThrownBy(() -> downloads.fetch(List.of(file())))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("download failed in 4 attempts")
        .hasMessageContaining("HTTP 503")
        .hasMessageContaining(target.toString());
    assertThat(ranges).hasSize(4);
  }

  @Test
  void manyFilesAllArrive() throws Exception {
    serve(HttpDownloadsTest::wholeOrRest);
    List<RemoteFile> files =
        IntStream.range(0, 12)
            .mapToObj(i -> new RemoteFile(address("/file"), sha256(), folder.resolve("f" + i)))
            .toList();
    downloads.fetch(files);
    assertThat(files).allSatisfy(f -> assertThat(f.target()).hasBinaryContent(CONTENT));
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private void serve(Answer answer) {
    server.createContext(
        "/file",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range == null ? "" : range);
          try {
            answer.to(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void wholeOrRest(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from >= CONTENT.length) {
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    send(exchange, range == null ? 200 : 206, from);
  }

  private static void send(HttpExchange exchange, int status, int from) throws IOException {
    exchange.sendResponseHeaders(status, CONTENT.length - from);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(CONTENT, from, CONTENT.length - from);
    }
  }

  private void leavePart(int bytes) throws IOException {
    Files.createDirectories(part.getParent());
    Files.write(part, Arrays.copyOf(CONTENT, bytes));
  }

  private RemoteFile file() {
    return new RemoteFile(address("/file"), sha256(), target);
  }

  private URI address(String path) {
    return URI.create(
        "http://"
            + InetAddress.getLoopbackAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + path);
  }

  private static String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
