package io.sequent.common.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sequent.common.UserError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request and its answer. Whoever answers first is heard: the model, or the clock. */
final class Exchange {
  static final String JSON = "application/json";

  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  /** How long more of a request is read that was refused, so that its sender sees the answer. */
  private static final long LINGER_SECONDS = 5;

  static final String RETRY_SECONDS = "1";

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final AtomicBoolean isAnswered = new AtomicBoolean();

  Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  Request request() {
    return request;
  }

  String method() {
    return request.getMethod();
  }

  /** A header; empty without it. */
  String header(HttpHeader name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  HttpFields.Mutable answerHeaders() {
    return response.getHeaders();
  }

  /** Does something later, unless it is cancelled. */
  Scheduler.Task later(Runnable task, long millis) {
    return request.getComponents().getScheduler().schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  /** Does something on another thread. */
  void execute(Runnable task) {
    request.getComponents().getExecutor().execute(task);
  }

  /** Answers with JSON. */
  void json(String json) {
    bytes(HttpStatus.OK_200, JSON, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers, unless somebody has. */
  void bytes(int status, String type, byte[] content) {
    if (isAnswered.compareAndSet(false, true)) {
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.write(true, ByteBuffer.wrap(content), callback);
    }
  }

  /**
   * Begins an answer in parts.
   *
   * @return whether nobody has answered yet; then {@link #part} and {@link #end} are the caller's
   */
  boolean begin(String type) {
    boolean isFirst = isAnswered.compareAndSet(false, true);
    if (isFirst) {
      response.setStatus(HttpStatus.OK_200);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      // Proxies are to hand each part on at once.
      response.getHeaders().put("X-Accel-Buffering", "no");
    }
    return isFirst;
  }

  /**
   * Sends a part; one after the other.
   *
   * @param written told when the next one may come, or that the client has gone
   */
  void part(String text, Callback written) {
    response.write(false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), written);
  }

  /** Sends the last part. */
  void end(String text) {
    response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
  }

  /** The client has gone. */
  void abort(Throwable reason) {
    isAnswered.set(true);
    callback.failed(reason);
  }

  /** Answers that there is no answer, unless somebody has answered. */
  void refuse(Throwable reason) {
    Refusal refusal = refusal(reason);
    if (!isAnswered.compareAndSet(false, true)) {
      return;
    }
    HttpFields.Mutable headers = response.getHeaders();
    if (refusal.status() == Refusal.TOO_MANY || refusal.status() == Refusal.UNAVAILABLE) {
      headers.put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    }
    if (refusal.status() == Refusal.UNAUTHORIZED) {
      headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    headers.put(HttpHeader.CONTENT_TYPE, JSON);
    response.setStatus(refusal.status());
    byte[] body = error(refusal.line()).getBytes(StandardCharsets.UTF_8);
    if (request.consumeAvailable()) {
      response.write(true, ByteBuffer.wrap(body), callback);
    } else {
      headers.put(HttpHeader.CONNECTION, "close");
      response.write(true, ByteBuffer.wrap(body), Callback.from(this::linger, callback::failed));
    }
  }

  /** Closing at once would reset the connection while the client still sends. */
  private void linger() {
    AtomicBoolean isOver = new AtomicBoolean();
    Scheduler.Task end =
        later(
            () -> {
              if (isOver.compareAndSet(false, true)) {
                callback.failed(new TimeoutException("the rest of the request did not come"));
              }
            },
            TimeUnit.SECONDS.toMillis(LINGER_SECONDS));
    Runnable read =
        () -> {
          end.cancel();
          if (isOver.compareAndSet(false, true)) {
            callback.succeeded();
          }
        };
    Content.Source.consumeAll(request, Callback.from(read, failure -> read.run()));
  }

  /** {@code {"error":"..."}}. */
  static String error(String line) {
    return JsonNodeFactory.instance.objectNode().put("error", line).toString();
  }

  /** What is answered to a failure. */
  static Refusal refusal(Throwable reason) {
    if (reason instanceof CompletionException && reason.getCause() != null) {
      return refusal(reason.getCause());
    }
    if (reason instanceof Refusal refusal) {
      return refusal;
    }
    if (reason instanceof UserError error) {
      return new Refusal(Refusal.UNPROCESSABLE, String.valueOf(error.getMessage()));
    }
    if (reason instanceof TimeoutException) {
      return new Refusal(Refusal.TIMED_OUT, "the model did not answer in time; try again later");
    }
    log.error("A request failed", reason);
    return new Refusal(
        HttpStatus.INTERNAL_SERVER_ERROR_500, "internal error, see the server's log");
  }
}
