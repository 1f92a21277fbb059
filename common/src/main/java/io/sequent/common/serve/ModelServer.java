package io.sequent.common.serve;

import io.sequent.common.UserError;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trained models over HTTP. What it answers is in docs/serve.md.
 *
 * <pre>{@code
 * try (ModelServer server = ModelServer.start(RunSource.of(List.of("runs/news-1")), options)) {
 *   server.join();
 * }
 * }</pre>
 */
public final class ModelServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelServer.class);

  /** Nothing waits in a thread, so a few are enough. */
  private static final int MOST_THREADS = 32;

  /** Above it, connections wait to be accepted, and idle ones are closed. */
  private static final int MOST_CONNECTIONS = 4096;

  /**
   * Connections that come while others are accepted; beyond it, they are tried again a second
   * later.
   */
  private static final int MOST_PENDING = 1024;

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);
  private static final Duration IDLE_WHEN_STOPPING = Duration.ofMillis(200);

  /**
   * How long what was accepted may take when the server stops, beside the time-out of a request.
   */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private final Server server;
  private final ServerConnector connector;
  private final Api api;
  private final Models models;
  private final ServeMetrics metrics;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private ModelServer(
      Server server, ServerConnector connector, Api api, Models models, ServeMetrics metrics) {
    this.server = server;
    this.connector = connector;
    this.api = api;
    this.models = models;
    this.metrics = metrics;
  }

  /**
   * Loads models, lets each predict once, and accepts requests.
   *
   * @param sources of the models, of different names
   * @throws UserError if a run is damaged, or the port is taken
   * @throws IOException if a file of a run cannot be read
   */
  public static ModelServer start(List<RunSource> sources, ServeOptions options)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    ServeMetrics metrics = new ServeMetrics();
    List<ServedModel> loaded = new ArrayList<>();
    Server server = new Server(threads);
    try {
      threads.start();
      for (RunSource source : sources) {
        loaded.add(ServedModel.start(source, options, metrics, threads));
      }
      Models models = new Models(loaded);
      Api api = new Api(models, options, metrics);
      ServerConnector connector = connector(server, options);
      GracefulHandler graceful = new GracefulHandler();
      graceful.setHandler(new SlowHeaders(api, connector, options.timeout()));
      server.setHandler(graceful);
      server.setErrorHandler(new ErrorAnswer());
      server.setStopTimeout(options.timeout().plus(LAST_ANSWERS).toMillis());
      server.start();
      return new ModelServer(server, connector, api, models, metrics);
    } catch (Exception e) {
      loaded.forEach(ServedModel::close);
      metrics.close();
      stop(server);
      stop(threads);
      throw problem(e, options);
    }
  }

  private static ServerConnector connector(Server server, ServeOptions options) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setAcceptQueueSize(MOST_PENDING);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_WHEN_STOPPING.toMillis());
    server.addConnector(connector);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
    limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
    server.addBean(limit);
    return connector;
  }

  private static RuntimeException problem(Exception e, ServeOptions options) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new UserError(
            "port %d of %s cannot be used: %s, expected a free one; port=0 takes any"
                .formatted(options.port(), options.host(), cause.getMessage()),
            e);
      }
      if (cause instanceof SocketException || cause instanceof UnresolvedAddressException) {
        return new UserError(
            "setting 'host': '%s' is no address of this machine".formatted(options.host()), e);
      }
    }
    if (e instanceof IOException problem) {
      throw problem;
    }
    return e instanceof RuntimeException problem ? problem : new IllegalStateException(e);
  }

  /** Where it is, such as {@code http://127.0.0.1:8080}. */
  public URI address() {
    String host = connector.getHost();
    return URI.create(
        "http://%s:%d"
            .formatted(host.contains(":") ? "[" + host + "]" : host, connector.getLocalPort()));
  }

  /** A line for each model: its name, and what it is. */
  public List<String> describe() {
    return models.all().stream()
        .map(
            served ->
                "%s: %s, %s"
                    .formatted(
                        served.name(),
                        served.model().task().name(),
                        served.model().folder().path()))
        .toList();
  }

  /** Waits until it has stopped. */
  public void join() throws InterruptedException {
    stopped.await();
  }

  /** Accepts nothing more, answers what was accepted, and stops. */
  @Override
  public void close() {
    api.stopping();
    stop(server);
    models.all().forEach(ServedModel::close);
    metrics.close();
    stopped.countDown();
  }

  private static void stop(LifeCycle part) {
    try {
      part.stop();
    } catch (Exception e) {
      log.warn("The server did not stop in time: {}", e.toString());
    }
  }
}
