package io.sequent.common.data;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.sequent.common.UserError;
import io.sequent.common.data.Downloads.RemoteFile;
import io.sequent.common.io.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Fetches files over HTTP. A file grows as {@code <target>.part}; when the connection breaks, the
 * next attempt, in this run or a later one, requests the rest. The part becomes the target only if
 * its SHA-256 is correct.
 */
final class HttpDownloads implements Downloads {
  /** From this number of files on, the progress bar counts files instead of bytes. */
  private static final int MIN_COUNTED_FILES = 10;

  private static final int MAX_ATTEMPTS = 4;
  private static final Duration POLL = Duration.ofMillis(100);

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MIN_COUNTED_FILES_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient client;
  private final PrintStream progress;
  private final Duration patience;
  private final Duration pause;

  /** Waits 30 s for a silent server and 1, 2 and 4 s between attempts. */
  HttpDownloads(PrintStream progress) {
    this(progress, Duration.ofSeconds(30), Duration.ofSeconds(1));
  }

  /**
   * @param progress where the progress bars go
   * @param patience time that a server may be silent
   * @param pause before the second attempt; doubles with each further one
   */
  HttpDownloads(PrintStream progress, Duration patience, Duration pause) {
    this.progress = progress;
    this.patience = patience;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .build();
  }

  @Override
  public void fetch(List<RemoteFile> files) throws IOException {
    if (files.size() < MIN_COUNTED_FILES) {
      for (RemoteFile file : files) {
        try (ProgressBar bar = bar(name(file), "kB", 1000)) {
          fetch(file, bar::stepTo, bar::maxHint);
        }
      }
      return;
    }
    try (ProgressBar bar = bar("fetching", " files", 1)) {
      bar.maxHint(files.size());
      for (RemoteFile file : files) {
        fetch(file, bytes -> {}, bytes -> {});
        bar.step();
      }
    }
  }

  private ProgressBar bar(String title, String unit, long unitSize) {
    return new ProgressBarBuilder()
        .setTaskName(title)
        .setUnit(unit, unitSize)
        .setInitialMax(-1)
        .setConsumer(new ConsoleProgressBarConsumer(progress))
        .build();
  }

  private static String name(RemoteFile file) {
    return String.valueOf(file.target().getFileName());
  }

  private void fetch(RemoteFile file, LongConsumer received, LongConsumer expected)
      throws IOException {
    if (Files.exists(file.target()) && file.fits(Sha256.of(file.target()))) {
      received.accept(Files.size(file.target()));
      return;
    }
    Files.createDirectories(file.target().toAbsolutePath().getParent());
    Path part = file.target().resolveSibling(name(file) + ".part");
    for (int attempt = 1; ; attempt++) {
      try {
        attempt(file, part, received, expected);
        accept(file, part);
        return;
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw new UserError(
              "%s: download failed in %d attempts (%s); try again later or put the file at %s"
                  .formatted(file.address(), MAX_ATTEMPTS, e, file.target()),
              e);
        }
        rest(pause.multipliedBy(1L << (attempt - 1)));
      }
    }
  }

  /** Returns when the part is complete. */
  private void attempt(RemoteFile file, Path part, LongConsumer received, LongConsumer expected)
      throws IOException {
    long offset = Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).timeout(patience);
    if (offset > 0) {
      request.header("Range", "bytes=" + offset + "-");
    }
    HttpResponse<Boolean> response =
        await(
            client.sendAsync(
                request.build(),
                head -> {
                  head.headers()
                      .firstValueAsLong("Content-Length")
                      .ifPresent(
                          n -> expected.accept(head.statusCode() == PARTIAL ? offset + n : n));
                  return intoPart(head, part, offset);
                }),
            part,
            received);
    int status = response.statusCode();
    if (response.body()) {
      return;
    }
    if (status == PARTIAL || status == RANGE_NOT_SATISFIABLE) {
      // Either the part is complete, as its checksum shows, or it is useless.
      String actual = Sha256.of(part);
      if (file.sha256().filter(actual::equals).isPresent()) {
        return;
      }
      Files.delete(part);
      throw new IOException("the server cannot continue at byte " + offset);
    }
    if (status == REQUEST_TIMEOUT
        || status == TOO_MIN_COUNTED_FILES_REQUESTS
        || status >= SERVER_ERROR) {
      throw new IOException("HTTP " + status);
    }
    throw new UserError(file.address() + ": HTTP " + status + ", expected a file there");
  }

  /** Writes a whole file or the rest of one; false for a response that is neither. */
  private static BodySubscriber<Boolean> intoPart(ResponseInfo head, Path part, long offset) {
    if (head.statusCode() == OK) {
      return BodySubscribers.mapping(
          BodySubscribers.ofFile(part, CREATE, WRITE, TRUNCATE_EXISTING), path -> true);
    }
    boolean rest =
        head.statusCode() == PARTIAL
            && head.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + offset + "-"))
                .isPresent();
    return rest
        ? BodySubscribers.mapping(BodySubscribers.ofFile(part, WRITE, APPEND), path -> true)
        : BodySubscribers.replacing(false);
  }

  /** Waits for the whole body; the request's own timeout covers only the headers. */
  private <T> T await(CompletableFuture<T> exchange, Path part, LongConsumer received)
      throws IOException {
    long size = -1;
    long heard = System.nanoTime();
    while (true) {
      try {
        T response = exchange.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
        received.accept(Files.exists(part) ? Files.size(part) : 0);
        return response;
      } catch (TimeoutException e) {
        long now = Files.exists(part) ? Files.size(part) : 0;
        if (now != size) {
          size = now;
          heard = System.nanoTime();
          received.accept(now);
        } else if (System.nanoTime() - heard > patience.toNanos()) {
          exchange.cancel(true);
          throw new IOException("no data for " + patience.toSeconds() + " s", e);
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      } catch (InterruptedException e) {
        exchange.cancel(true);
        throw interrupted();
      }
    }
  }

  /** Moves a complete part to its target. */
  private static void accept(RemoteFile file, Path part) throws IOException {
    String actual = Sha256.of(part);
    if (!file.fits(actual)) {
      Files.delete(part);
      throw new UserError(
          "%s: SHA-256 is %s, expected %s; try again; if that fails too, the publisher has changed the file"
              .formatted(file.address(), actual, file.sha256().orElseThrow()));
    }
    Files.move(part, file.target(), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static void rest(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("download interrupted");
  }
}
