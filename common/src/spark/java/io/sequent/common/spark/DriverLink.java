package io.sequent.common.spark;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.PluginContext;

/** The way from a node to the driver. */
final class DriverLink {
  private static final AtomicReference<DriverLink> OF_PROCESS = new AtomicReference<>();

  private final PluginContext context;

  private DriverLink(PluginContext context) {
    this.context = context;
  }

  static void connect(PluginContext context) {
    OF_PROCESS.set(new DriverLink(context));
  }

  static DriverLink get() {
    DriverLink link = OF_PROCESS.get();
    if (link == null) {
      throw new IllegalStateException("the executor has no " + TrainingPlugin.class.getName());
    }
    return link;
  }

  /** The machine and Spark's number of the executor. */
  String node() {
    return SparkEnv.get().blockManager().blockManagerId().host()
        + ", executor "
        + context.executorID();
  }

  /** Tells the driver, which may not get it. */
  void tell(Message.News message) {
    try {
      context.send(Wire.bytes(message));
    } catch (IOException e) {
      throw new IllegalStateException(e); // Only of objects that cannot be written.
    }
  }

  /** Waits for the driver's answer. */
  Object ask(Message message) throws IOException {
    try {
      return context.ask(Wire.bytes(message));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (Exception e) {
      throw new IOException("the driver did not take or give a part of a run: " + e, e);
    }
  }
}
