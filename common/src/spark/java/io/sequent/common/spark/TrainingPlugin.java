package io.sequent.common.spark;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/** Spark's way for executors to talk to the driver. Spark makes one on each side. */
public final class TrainingPlugin implements SparkPlugin {
  /** For Spark. */
  public TrainingPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverSide();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new NodeSide();
  }

  private static final class DriverSide implements DriverPlugin {
    @Override
    public Map<String, String> init(SparkContext spark, PluginContext context) {
      spark.addSparkListener(Slots.OF_PROCESS); // Before the first executor is there.
      return Map.of();
    }

    @Override
    public @Nullable Object receive(Object message) throws Exception {
      return OpenOrders.OF_PROCESS.receive(Wire.read(message, Message.class));
    }
  }

  private static final class NodeSide implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> configuration) {
      DriverLink.connect(context);
    }
  }
}
