package io.sequent.common.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sequent.common.UserError;
import io.sequent.common.predict.GeneratedText;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Answers JSON lines while they come: one line for each, in order. Some lines are predicted for at
 * once; the next ones are read when their answers have been sent, so that a stream of any length
 * takes little memory and a slow client no thread.
 */
final class LineStream implements Runnable {
  private static final String TYPE = "application/x-ndjson";

  /** A character in JSON is six bytes at most. */
  private static final int BYTES_OF_CHARACTER = 6;

  private static final int BYTES_BESIDE = 1024;

  /** Of more lines, more are of similar length, and less is computed for padding. */
  private static final int BATCHES_TOGETHER = 4;

  private static final long RETRY_MILLIS = 20;

  private final ServedModel model;
  private final Exchange exchange;
  private final ServeOptions options;
  private final Predictor<?, ?> predictor;
  private final int together;
  private final LineSplitter lines;
  private long line;
  private boolean isBegun;
  private boolean isRead;
  private boolean isOver;

  /** When the queue was full first, for the lines that wait for a place in it; 0 if it was not. */
  private long refusedSince;

  private Scheduler.@Nullable Task deadline;

  /**
   * @param given options of the predictions
   * @throws Refusal for an option that there is not
   */
  LineStream(
      ServedModel model, Exchange exchange, ServeOptions options, Map<String, String> given) {
    this.model = model;
    this.exchange = exchange;
    this.options = options;
    this.predictor = Predictions.predictor(model, given);
    this.together =
        predictor.type() == GeneratedText.class ? 1 : options.batchSize() * BATCHES_TOGETHER;
    this.lines =
        new LineSplitter(
            (int)
                Math.min(
                    options.maxBody(),
                    (long) options.maxLength() * BYTES_OF_CHARACTER + BYTES_BESIDE));
  }

  /** Reads on, until some lines are there. */
  @Override
  public synchronized void run() {
    try {
      while (!isOver) {
        if (isRead || lines.size() >= together) {
          answer();
          return;
        }
        Content.Chunk chunk = exchange.request().read();
        if (chunk == null) {
          if (lines.size() > 0) {
            answer();
          } else {
            await();
          }
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          failed(chunk.getFailure());
          return;
        }
        lines.add(chunk.getByteBuffer());
        isRead = chunk.isLast();
        chunk.release();
        if (isRead) {
          lines.close();
        }
      }
    } catch (RuntimeException e) {
      stop(e);
    }
  }

  private void await() {
    if (deadline == null) {
      deadline = exchange.later(this::late, options.timeout().toMillis());
    }
    exchange.request().demand(this);
  }

  private synchronized void late() {
    if (deadline != null) {
      stop(
          new Refusal(
              Refusal.TOO_SLOW,
              "the next line did not come within %d seconds"
                  .formatted(options.timeout().toSeconds())));
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof TimeoutException) {
      late();
    } else {
      isOver = true;
      cancelDeadline();
      exchange.abort(failure);
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  /** Ends the answer with what is wrong. */
  private void stop(Throwable reason) {
    cancelDeadline();
    if (isOver) {
      return;
    }
    isOver = true;
    if (isBegun) {
      exchange.end(error(Exchange.refusal(reason).line(), line + 1));
    } else {
      exchange.refuse(reason);
    }
  }

  /** Predicts for the lines that are there. */
  private void answer() {
    cancelDeadline();
    List<Answer> answers = new ArrayList<>();
    while (lines.size() > 0 && answers.size() < together) {
      line++;
      String text = decoded(lines.next(), answers);
      if (!text.isBlank()) {
        answers.add(read(text));
      }
    }
    submit(answers);
  }

  private String decoded(byte[] bytes, List<Answer> answers) {
    try {
      return RequestBody.text(bytes);
    } catch (Refusal e) {
      answers.add(new Answer(line, null, e.line()));
      return "";
    }
  }

  private Answer read(String json) {
    try {
      String text = PredictionRequest.line(json, options);
      return new Answer(line, Work.ofTexts(predictor, List.of(text)), "");
    } catch (Refusal | UserError e) {
      return new Answer(line, null, String.valueOf(e.getMessage()));
    }
  }

  private void submit(List<Answer> answers) {
    List<Work<?, ?>> works = new ArrayList<>();
    answers.forEach(
        answer -> {
          if (answer.work != null) {
            works.add(answer.work);
          }
        });
    if (works.isEmpty()) {
      write(answers, List.of());
      return;
    }
    try {
      model.submit(
          Job.of(Work.joined(works)), (outcomes, failure) -> predicted(answers, outcomes, failure));
      refusedSince = 0;
    } catch (Refusal e) {
      refusedSince = refusedSince == 0 ? NanoTime.now() : refusedSince;
      boolean isPatient = NanoTime.since(refusedSince) < options.timeout().toNanos();
      if (!isBegun || e.status() != Refusal.TOO_MANY || !isPatient) {
        throw e;
      }
      exchange.later(() -> again(answers), RETRY_MILLIS);
    }
  }

  /** A stream that was accepted waits for its turn. */
  private synchronized void again(List<Answer> answers) {
    try {
      submit(answers);
    } catch (RuntimeException e) {
      stop(e);
    }
  }

  private synchronized void predicted(
      List<Answer> answers, @Nullable List<Outcome> outcomes, @Nullable Throwable failure) {
    if (outcomes == null) {
      line -= answers.size();
      stop(failure == null ? new IllegalStateException("no outcomes") : failure);
    } else {
      write(answers, outcomes);
    }
  }

  private void write(List<Answer> answers, List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (Answer answer : answers) {
      Outcome outcome = answer.work == null ? null : outcomes.get(next++);
      UserError error = outcome == null ? null : outcome.error();
      if (outcome == null) {
        text.append(error(answer.error, answer.line));
      } else if (error != null) {
        text.append(error(String.valueOf(error.getMessage()), answer.line));
      } else {
        outcome.predictions().stream().map(Prediction::json).forEach(text::append);
        text.append('\n');
      }
    }
    if (!isBegun && !exchange.begin(TYPE)) {
      isOver = true;
      return;
    }
    isBegun = true;
    if (isRead && lines.size() == 0) {
      isOver = true;
      exchange.end(text.toString());
    } else {
      // On another thread: one stream of wrong lines would be one deep recursion.
      exchange.part(text.toString(), Callback.from(() -> exchange.execute(this), this::gone));
    }
  }

  private synchronized void gone(Throwable failure) {
    isOver = true;
    exchange.abort(failure);
  }

  private static String error(String message, long line) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    return error.put("error", message).put("line", line).toString() + "\n";
  }

  /**
   * What a line is answered with.
   *
   * @param line its number, from 1
   * @param work null for a line that is wrong
   * @param error what is wrong with it
   */
  private record Answer(long line, @Nullable Work<?, ?> work, String error) {}
}
