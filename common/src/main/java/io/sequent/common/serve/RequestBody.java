package io.sequent.common.serve;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Reads all of a request without a thread that waits for it. */
final class RequestBody implements Runnable {
  private final Exchange exchange;
  private final ServeOptions options;
  private final Consumer<byte[]> whole;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Scheduler.@Nullable Task deadline;

  private RequestBody(Exchange exchange, ServeOptions options, Consumer<byte[]> whole) {
    this.exchange = exchange;
    this.options = options;
    this.whole = whole;
  }

  /**
   * Reads it, or refuses it: if it is too large, or does not come within the time-out.
   *
   * @param whole gets it; what that throws is answered too
   */
  static void read(Exchange exchange, ServeOptions options, Consumer<byte[]> whole) {
    RequestBody body = new RequestBody(exchange, options, whole);
    if (exchange.request().getLength() > options.maxBody()) {
      exchange.refuse(body.tooLarge());
    } else {
      body.run();
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        Content.Chunk chunk = exchange.request().read();
        if (chunk == null) {
          await();
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          failed(chunk.getFailure());
          return;
        }
        bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        boolean isLast = chunk.isLast();
        chunk.release();
        if (bytes.size() > options.maxBody()) {
          throw tooLarge();
        }
        if (isLast) {
          cancelDeadline();
          whole.accept(bytes.toByteArray());
          return;
        }
      }
    } catch (RuntimeException e) {
      cancelDeadline();
      exchange.refuse(e);
    }
  }

  private void await() {
    if (deadline == null) {
      deadline = exchange.later(() -> exchange.refuse(late()), options.timeout().toMillis());
    }
    exchange.request().demand(this);
  }

  private void failed(Throwable failure) {
    cancelDeadline();
    if (failure instanceof TimeoutException) {
      exchange.refuse(late());
    } else {
      exchange.abort(failure);
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel();
    }
  }

  private Refusal tooLarge() {
    return new Refusal(
        Refusal.TOO_LARGE,
        "the request is too large, expected at most %,d bytes".formatted(options.maxBody()));
  }

  private Refusal late() {
    return new Refusal(
        Refusal.TOO_SLOW,
        "the request did not come within %d seconds".formatted(options.timeout().toSeconds()));
  }

  /**
   * Text in UTF-8, a byte order mark left out.
   *
   * @throws Refusal for other bytes
   */
  static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Refusal(Refusal.BAD_REQUEST, "the request is not UTF-8, expected UTF-8 text");
    }
  }
}
