package io.sequent.common.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is to ask for: paths, methods and who may. */
final class Api extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(Api.class);

  private static final String GET = "GET";
  private static final String POST = "POST";
  private static final String BEARER = "Bearer ";
  private static final String PAGE = "/page/";
  private static final String MODELS = "/v1/models";

  /** A name, and what is asked of it. */
  private static final Pattern MODEL =
      Pattern.compile(Pattern.quote(MODELS) + "/([^/]+?)(/report|:predict|:reload)?");

  /** The page of a run has pictures and style in itself. */
  private static final String REPORT_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors 'none'";

  private static final String HTML = "text/html; charset=utf-8";

  private final Models models;
  private final ServeOptions options;
  private final ServeMetrics metrics;
  private final Predictions predictions;
  private final String openApi;
  private volatile boolean isStopping;

  Api(Models models, ServeOptions options, ServeMetrics metrics) throws IOException {
    this.models = models;
    this.options = options;
    this.metrics = metrics;
    this.predictions = new Predictions(options);
    try (InputStream document =
        Objects.requireNonNull(Api.class.getResourceAsStream("openapi.json"))) {
      this.openApi = new String(document.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** From now on, what is new is refused. */
  void stopping() {
    isStopping = true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    if (isStopping) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    try {
      answer(request, response, exchange);
    } catch (RuntimeException e) {
      exchange.refuse(e);
    } catch (IOException e) {
      exchange.refuse(new UncheckedIOException(e));
    }
    return true;
  }

  private void answer(Request request, Response response, Exchange exchange) throws IOException {
    String path = request.getHttpURI().getDecodedPath();
    if (path.startsWith(MODELS)) {
      requireToken(exchange);
      Matcher model = MODEL.matcher(path);
      if (model.matches()) {
        ofModel(model.group(1), model.group(2) == null ? "" : model.group(2), response, exchange);
        return;
      }
    }
    if (path.startsWith(PAGE)) {
      require(GET, exchange);
      PageFiles.answer(path.substring(PAGE.length()), exchange);
      return;
    }
    switch (path) {
      case "/" -> {
        require(GET, exchange);
        PageFiles.answer(PageFiles.INDEX, exchange);
      }
      case MODELS -> {
        require(GET, exchange);
        exchange.json(models.json());
      }
      case "/health" -> {
        require(GET, exchange);
        exchange.json("{\"status\":\"alive\"}");
      }
      case "/ready" -> {
        require(GET, exchange);
        requireRunning();
        exchange.json("{\"status\":\"ready\"}");
      }
      case "/metrics" -> {
        requireToken(exchange);
        require(GET, exchange);
        exchange.bytes(
            HttpStatus.OK_200, ServeMetrics.TYPE, metrics.text().getBytes(StandardCharsets.UTF_8));
      }
      case "/openapi.json" -> {
        require(GET, exchange);
        exchange.json(openApi);
      }
      default -> throw new Refusal(Refusal.NOT_FOUND, "no path '" + path + "'");
    }
  }

  private void ofModel(String name, String verb, Response response, Exchange exchange)
      throws IOException {
    ServedModel model = models.named(name);
    switch (verb) {
      case ":predict" -> {
        count(model, response, exchange);
        require(POST, exchange);
        requireRunning();
        predictions.answer(model, exchange);
      }
      case ":reload" -> {
        require(POST, exchange);
        requireRunning();
        if (options.token().isEmpty()) {
          throw new Refusal(
              Refusal.FORBIDDEN, "nobody may reload a model without a token: see token-file");
        }
        model.reload();
        exchange.json(ModelJson.of(name, model.model()).toString());
      }
      case "/report" -> {
        require(GET, exchange);
        report(model.model(), exchange);
      }
      default -> {
        require(GET, exchange);
        exchange.json(ModelJson.of(name, model.model()).toString());
      }
    }
  }

  private static void report(LoadedModel model, Exchange exchange) throws IOException {
    Path file = model.folder().report();
    if (!Files.isRegularFile(file)) {
      throw new Refusal(Refusal.NOT_FOUND, "the run has no report");
    }
    byte[] page = Files.readAllBytes(file);
    PageFiles.secure(exchange.answerHeaders(), REPORT_POLICY);
    exchange.bytes(HttpStatus.OK_200, HTML, page);
  }

  private void count(ServedModel model, Response response, Exchange exchange) {
    long begin = NanoTime.now();
    Request.addCompletionListener(
        exchange.request(),
        failure -> {
          Duration time = Duration.ofNanos(NanoTime.since(begin));
          metrics.answered(model.name(), response.getStatus(), time);
          log.debug("{}: {} after {}", model.name(), response.getStatus(), time);
        });
  }

  private void requireRunning() {
    if (isStopping) {
      throw new Refusal(Refusal.UNAVAILABLE, "the server stops");
    }
  }

  private static void require(String method, Exchange exchange) {
    String given = exchange.method();
    if (!given.equals(method) && !(method.equals(GET) && given.equals("HEAD"))) {
      exchange.answerHeaders().put(HttpHeader.ALLOW, method);
      throw new Refusal(
          Refusal.METHOD_NOT_ALLOWED, "method '%s', expected %s".formatted(given, method));
    }
  }

  private void requireToken(Exchange exchange) {
    Optional<String> token = options.token();
    if (token.isEmpty()) {
      return;
    }
    String given = exchange.header(HttpHeader.AUTHORIZATION);
    boolean isRight =
        given.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && MessageDigest.isEqual(
                given.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
                token.get().getBytes(StandardCharsets.UTF_8));
    if (!isRight) {
      throw new Refusal(
          Refusal.UNAUTHORIZED, "no token, or a wrong one, expected Authorization: Bearer TOKEN");
    }
  }
}
