package io.sequent.common.network.engine;

import java.lang.ref.Reference;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.IndexAccumulation;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.RandomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

/**
 * ND4J's operations on the CPU, with all of an operation's arrays kept alive until it is done.
 *
 * <p>ND4J 1.0.0-M2.1 passes bare addresses to the native side, after which nothing need refer to
 * the operation any more. A garbage collection at that moment frees arrays that only the operation
 * holds, such as its dimensions, while they are read: rarely, but then a result is silently wrong,
 * or the JVM crashes. {@link NativeProperties} installs this class; ND4J creates it by name, so it
 * has to be public.
 */
public final class KeepingExecutioner extends NativeOpExecutioner {
  @Override
  public INDArray exec(Op op, OpContext context) {
    return keeping(op, () -> super.exec(op, context));
  }

  @Override
  public INDArray exec(IndexAccumulation op, OpContext context) {
    return keeping(op, () -> super.exec(op, context));
  }

  @Override
  public INDArray exec(Variance op) {
    return keeping(op, () -> super.exec(op));
  }

  @Override
  public INDArray exec(ReduceOp op, OpContext context) {
    return keeping(op, () -> super.exec(op, context));
  }

  @Override
  public INDArray exec(ScalarOp op, OpContext context) {
    return keeping(op, () -> super.exec(op, context));
  }

  @Override
  public INDArray exec(BroadcastOp op, OpContext context) {
    return keeping(op, () -> super.exec(op, context));
  }

  @Override
  public INDArray exec(RandomOp op, OpContext context, Random random) {
    return keeping(op, () -> super.exec(op, context, random));
  }

  @Override
  public INDArray[] exec(CustomOp op) {
    return keeping(op, () -> super.exec(op));
  }

  @Override
  public INDArray[] exec(CustomOp op, OpContext context) {
    return keeping(op, () -> super.exec(op, context));
  }

  private static <T> T keeping(Object op, Supplier<T> execution) {
    try {
      return execution.get();
    } finally {
      Reference.reachabilityFence(op);
    }
  }
}
