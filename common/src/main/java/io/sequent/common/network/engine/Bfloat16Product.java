package io.sequent.common.network.engine;

import io.sequent.common.network.engine.OneDnn.Arguments;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products of matrices of floats that are rounded to bfloat16 before, on oneDNN. The sums are
 * floats.
 */
final class Bfloat16Product {
  /** Shapes that are kept: a dozen for each layer and length of a batch. */
  private static final int SHAPES = 1024;

  private static final PrimitiveCache<Shape, Primitives> PRIMITIVES =
      new PrimitiveCache<>(SHAPES, Primitives::new);

  private static final ThreadLocal<Room> LEFT = ThreadLocal.withInitial(Room::new);
  private static final ThreadLocal<Room> RIGHT = ThreadLocal.withInitial(Room::new);

  private Bfloat16Product() {}

  /**
   * {@code result = keep result + a b}, each matrix in one piece by rows or by columns.
   *
   * @param result row-major
   * @param keep 0 or 1
   */
  static void rowMajor(INDArray a, INDArray b, INDArray result, float keep) {
    Shape shape =
        new Shape(
            MatrixLayout.of(a),
            MatrixLayout.of(b),
            MatrixLayout.of(result),
            keep != 0,
            OneDnn.threads());
    try (PrimitiveCache.Lease<Primitives> lease = PRIMITIVES.lease(shape);
        Arguments arguments = new Arguments()) {
      Primitives primitives = lease.primitives();
      Pointer left = rounded(primitives.left, a, LEFT.get());
      Pointer right = rounded(primitives.right, b, RIGHT.get());
      arguments
          .put(dnnl.DNNL_ARG_SRC, primitives.left.to, left)
          .put(dnnl.DNNL_ARG_WEIGHTS, primitives.right.to, right)
          .put(dnnl.DNNL_ARG_DST, primitives.result, result)
          .run(primitives.product);
    }
  }

  private static Pointer rounded(Rounding rounding, INDArray matrix, Room room) {
    Pointer target = room.of(rounding.to.get_size());
    try (Arguments arguments = new Arguments()) {
      arguments
          .put(dnnl.DNNL_ARG_FROM, rounding.from, matrix)
          .put(dnnl.DNNL_ARG_TO, rounding.to, target)
          .run(rounding.operation);
    }
    return target;
  }

  /** Memory that a thread keeps for its next product, as large as the largest so far. */
  private static final class Room {
    private BytePointer memory = new BytePointer(0L);

    Pointer of(long bytes) {
      if (memory.capacity() < bytes + NativeFloats.ALIGNMENT) {
        memory.close();
        memory = new BytePointer(bytes + NativeFloats.ALIGNMENT);
      }
      return NativeFloats.aligned(memory);
    }
  }

  private static memory.desc floats(MatrixLayout matrix) {
    return described(matrix, memory.data_type.f32, matrix.stride());
  }

  /** The same order without gaps. */
  private static memory.desc halves(MatrixLayout matrix) {
    return described(
        matrix, memory.data_type.bf16, matrix.columnMajor() ? matrix.rows() : matrix.columns());
  }

  private static memory.desc described(MatrixLayout matrix, memory.data_type type, long stride) {
    long[] strides = matrix.columnMajor() ? new long[] {1, stride} : new long[] {stride, 1};
    return new memory.desc(new long[] {matrix.rows(), matrix.columns()}, type, strides);
  }

  private record Shape(
      MatrixLayout a, MatrixLayout b, MatrixLayout result, boolean adds, int threads) {}

  /** From floats as they lie to bfloat16 as the product reads it. */
  private record Rounding(memory.desc from, memory.desc to, primitive operation)
      implements AutoCloseable {
    static Rounding of(memory.desc from, memory.desc to) {
      try (reorder.primitive_desc chosen =
          new reorder.primitive_desc(OneDnn.engine(), from, OneDnn.engine(), to)) {
        return new Rounding(from, to, new reorder(chosen));
      }
    }

    @Override
    public void close() {
      operation.close();
      from.close();
    }
  }

  private static final class Primitives implements AutoCloseable {
    final Rounding left;
    final Rounding right;
    final memory.desc result;
    final matmul product;
    private final List<Pointer> owned;

    Primitives(Shape shape) {
      memory.desc a = halves(shape.a);
      // With weights in a layout of its own choice, oneDNN 2.5 gives wrong sums on several threads.
      memory.desc b = halves(shape.b);
      result = floats(shape.result);
      primitive_attr attributes = new primitive_attr();
      post_ops added = new post_ops();
      if (shape.adds) {
        added.append_sum();
        attributes.set_post_ops(added);
      }
      matmul.desc described = new matmul.desc(a, b, result);
      matmul.primitive_desc chosen =
          new matmul.primitive_desc(described, attributes, OneDnn.engine());
      product = new matmul(chosen);
      left = Rounding.of(floats(shape.a), a);
      right = Rounding.of(floats(shape.b), b);
      owned = Arrays.asList(product, chosen, described, added, attributes, result, b, a);
    }

    @Override
    public void close() {
      left.close();
      right.close();
      owned.forEach(Pointer::close);
    }
  }
}
