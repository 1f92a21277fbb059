package io.sequent.common.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Sends a text while it is generated, as server-sent events. What comes while the client takes its
 * time waits, so that a slow one keeps no thread; one that has gone ends the generation.
 */
final class EventStream {
  /** Characters that come within this time go out together. */
  private static final long INTERVAL_NANOS = 20_000_000;

  private final Exchange exchange;
  private final CompletableFuture<List<Outcome>> outcomes = new CompletableFuture<>();
  private final StringBuilder waiting = new StringBuilder();
  private long sent;
  private boolean isBegun;
  private boolean isWriting;
  private boolean isOver;
  private @Nullable String end;

  EventStream(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Sends the text of one input.
   *
   * @throws Refusal if too much waits for the model already
   */
  void run(ServedModel model, Work<?, ?> work) {
    model.submit(new Job(work, outcomes, this::add), this::finish);
  }

  private synchronized void add(int character) {
    if (isOver) {
      return; // The generation sees it with this character.
    }
    waiting.appendCodePoint(character);
    if (!isWriting && (!isBegun || System.nanoTime() - sent >= INTERVAL_NANOS)) {
      if (!isBegun && !exchange.begin(Predictions.EVENTS)) {
        return;
      }
      isBegun = true;
      isWriting = true;
      sent = System.nanoTime();
      exchange.part(piece(), Callback.from(this::written, this::gone));
    }
  }

  private String piece() {
    String text = JsonNodeFactory.instance.objectNode().put("text", waiting.toString()).toString();
    waiting.setLength(0);
    return "data: " + text + "\n\n";
  }

  private synchronized void written() {
    isWriting = false;
    if (end != null) {
      exchange.end(end);
    }
  }

  private void gone(Throwable failure) {
    outcomes.completeExceptionally(new CancellationException("the client has gone"));
    exchange.abort(failure);
  }

  private synchronized void finish(@Nullable List<Outcome> all, @Nullable Throwable failure) {
    isOver = true;
    if (failure instanceof CancellationException) {
      return;
    }
    Throwable problem = all == null ? failure : all.get(0).error();
    if (!isBegun && problem != null) {
      exchange.refuse(problem);
      return;
    }
    if (!isBegun && !exchange.begin(Predictions.EVENTS)) {
      return;
    }
    isBegun = true;
    String rest = waiting.isEmpty() ? "" : piece();
    if (problem != null) {
      end = rest + event("error", Exchange.error(Exchange.refusal(problem).line()));
    } else if (all != null) {
      end = rest + event("done", all.get(0).predictions().get(0).json());
    }
    if (!isWriting) {
      written();
    }
  }

  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }
}
