package io.sequent.common.serve;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sequent.common.UserError;
import io.sequent.common.predict.GeneratedText;
import io.sequent.common.predict.Prediction;
import io.sequent.common.predict.Predictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** Requests for predictions, by the form in which they come. */
final class Predictions {
  static final String EVENTS = "text/event-stream";

  /** The ending by which a predictor knows the form of a file. */
  private static final Map<String, String> ENDINGS =
      Map.of("text/csv", ".csv", "text/tab-separated-values", ".tsv", "text/plain", ".txt");

  private static final List<String> LINES = List.of("application/x-ndjson", "application/jsonl");
  private static final String CHARSET = "charset=";

  private final ServeOptions options;

  Predictions(ServeOptions options) {
    this.options = options;
  }

  /**
   * Answers a request, now or later.
   *
   * @throws Refusal for a form that is not known
   */
  void answer(ServedModel model, Exchange exchange) {
    String given = exchange.header(HttpHeader.CONTENT_TYPE);
    String type = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    @Nullable Charset charset = charset(given);
    String ending = ENDINGS.get(type);
    if (ending != null) {
      Charset encoding = charset == null ? model.model().encoding() : charset;
      RequestBody.read(exchange, options, body -> file(model, exchange, body, ending, encoding));
      return;
    }
    boolean isLines = LINES.contains(type);
    if (!isLines && !type.equals(Exchange.JSON)) {
      throw new Refusal(
          Refusal.UNSUPPORTED_TYPE,
          "content type '%s', expected application/json, application/x-ndjson, text/csv,"
                  .formatted(type)
              + " text/tab-separated-values or text/plain");
    }
    if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
      throw new Refusal(
          Refusal.UNSUPPORTED_TYPE,
          "charset '%s', expected utf-8 for JSON".formatted(charset.name()));
    }
    if (isLines) {
      new LineStream(model, exchange, options, query(exchange)).run();
    } else {
      RequestBody.read(exchange, options, body -> json(model, exchange, body));
    }
  }

  private static @Nullable Charset charset(String contentType) {
    for (String parameter : contentType.split(";", -1)) {
      String plain = parameter.strip().replace("\"", "");
      if (plain.regionMatches(true, 0, CHARSET, 0, CHARSET.length())) {
        String name = plain.substring(CHARSET.length());
        try {
          return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
          throw new Refusal(Refusal.UNSUPPORTED_TYPE, "charset '" + name + "' is unknown");
        }
      }
    }
    return null;
  }

  /** The options of requests that have no field for them. */
  private static Map<String, String> query(Exchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(exchange.request())) {
      query.put(field.getName(), String.valueOf(field.getValue()));
    }
    return query;
  }

  private void json(ServedModel model, Exchange exchange, byte[] body) {
    if (!query(exchange).isEmpty()) {
      throw new Refusal(
          Refusal.BAD_REQUEST, "options in the query, expected them in the field 'options'");
    }
    PredictionRequest asked = PredictionRequest.read(RequestBody.text(body), options);
    Work<?, ?> work = work(model, asked);
    if (exchange.header(HttpHeader.ACCEPT).contains(EVENTS)) {
      if (asked.isList()) {
        throw new Refusal(
            Refusal.BAD_REQUEST, "field 'inputs': a stream of events has one 'input'");
      }
      requireText(model, asked);
      new EventStream(exchange).run(model, work);
      return;
    }
    submit(model, exchange, work, asked.isList());
  }

  private static void requireText(ServedModel model, PredictionRequest asked) {
    if (predictor(model, asked.options()).type() != GeneratedText.class) {
      throw new Refusal(
          Refusal.NOT_ACCEPTABLE,
          "model '%s' generates no text, expected Accept: application/json"
              .formatted(model.name()));
    }
  }

  private static void submit(
      ServedModel model, Exchange exchange, Work<?, ?> work, boolean isList) {
    model.submit(
        Job.of(work),
        (outcomes, failure) -> {
          if (outcomes == null) {
            exchange.refuse(failure == null ? new IllegalStateException("no outcomes") : failure);
          } else {
            answer(exchange, model.name(), isList, outcomes);
          }
        });
  }

  private static void answer(
      Exchange exchange, String name, boolean isList, List<Outcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      UserError error = outcomes.get(i).error();
      if (error != null) {
        String place = outcomes.size() > 1 ? "inputs[" + i + "]: " : "";
        exchange.refuse(new Refusal(Refusal.UNPROCESSABLE, place + error.getMessage()));
        return;
      }
    }
    String predictions =
        outcomes.stream()
            .flatMap(outcome -> outcome.predictions().stream())
            .map(Prediction::json)
            .collect(Collectors.joining(","));
    String answer =
        isList ? "\"predictions\":[" + predictions + "]" : "\"prediction\":" + predictions;
    exchange.json("{\"model\":" + TextNode.valueOf(name) + "," + answer + "}");
  }

  private static Work<?, ?> work(ServedModel model, PredictionRequest asked) {
    return Work.ofTexts(predictor(model, asked.options()), asked.texts());
  }

  /**
   * The predictor for some options.
   *
   * @throws Refusal for an option that there is not
   */
  static Predictor<?, ?> predictor(ServedModel model, Map<String, String> options) {
    try {
      return model.model().predictor(options);
    } catch (UserError e) {
      throw new Refusal(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private void file(
      ServedModel model, Exchange exchange, byte[] body, String ending, Charset encoding) {
    requireEncoding(body, encoding);
    Work<?, ?> work = work(model, query(exchange), body, ending, encoding);
    submit(model, exchange, work, true);
  }

  private Work<?, ?> work(
      ServedModel model, Map<String, String> given, byte[] body, String ending, Charset encoding) {
    Path file = null;
    try {
      file = Files.createTempFile("sequent-", ending);
      Files.write(file, body);
      return Work.ofFile(predictor(model, given), file, encoding, options);
    } catch (UserError e) {
      // Where files of requests are kept is nobody's business.
      String message = String.valueOf(e.getMessage());
      throw new UserError(file == null ? message : message.replace(file.toString(), "input"), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(file);
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A byte order mark wins over what the request says, as in files. */
  private static void requireEncoding(byte[] body, Charset encoding) {
    int mark = body.length < 2 ? 0 : ((body[0] & 0xFF) << 8) | (body[1] & 0xFF);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      return;
    }
    try {
      encoding.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw new Refusal(
          Refusal.BAD_REQUEST,
          "the request is not %s; name another charset in Content-Type".formatted(encoding.name()));
    }
  }
}
