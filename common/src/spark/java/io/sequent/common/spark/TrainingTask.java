package io.sequent.common.spark;

import org.apache.spark.api.java.function.Function;

/** What Spark does on a node: an order as bytes, which become an answer as bytes. */
final class TrainingTask implements Function<byte[], byte[]> {
  private static final long serialVersionUID = 1;

  @Override
  public byte[] call(byte[] order) throws Exception {
    return Wire.bytes(new NodeTraining(Wire.read(order, NodeOrder.class)).answer());
  }
}
