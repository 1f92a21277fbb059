package io.sequent.common.serve;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** What can be watched of a server, in the text form of Prometheus. */
final class ServeMetrics implements AutoCloseable {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String MODEL = "model";
  private static final Duration[] LATENCIES =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);
  private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Map<String, Timer> requests = new ConcurrentHashMap<>();
  private final Map<String, DistributionSummary> batches = new ConcurrentHashMap<>();

  ServeMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    collections.bindTo(registry);
    Gauge.builder("sequent.native.memory", Pointer::totalBytes)
        .description("Memory of arrays outside the heap")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Watches the queue of a model. */
  void watch(String model, BatchQueue queue) {
    Gauge.builder("sequent.queue.texts", queue, BatchQueue::texts)
        .description("Texts that wait for a model")
        .tag(MODEL, model)
        .register(registry);
  }

  /**
   * A request to a model was answered.
   *
   * @param status of HTTP
   */
  void answered(String model, int status, Duration time) {
    requests
        .computeIfAbsent(
            status + " " + model,
            key ->
                Timer.builder("sequent.requests")
                    .description("Requests for predictions")
                    .tag(MODEL, model)
                    .tag("status", String.valueOf(status))
                    .serviceLevelObjectives(LATENCIES)
                    .register(registry))
        .record(time);
  }

  /** A model predicted for a batch. */
  void predicted(String model, int texts) {
    batches
        .computeIfAbsent(
            model,
            key ->
                DistributionSummary.builder("sequent.batch.texts")
                    .description("Texts from which a model predicted at once")
                    .tag(MODEL, model)
                    .serviceLevelObjectives(BATCHES)
                    .register(registry))
        .record(texts);
  }

  /** All of it as text. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
