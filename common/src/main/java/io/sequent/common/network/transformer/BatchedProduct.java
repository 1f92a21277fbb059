package io.sequent.common.network.transformer;

import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.network.engine.OneDnn.Arguments;
import io.sequent.common.network.engine.PrimitiveCache;
import io.sequent.common.network.engine.Scratch;
import io.sequent.common.network.engine.Scratch.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Many products of small matrices in one call, such as those of the heads of an attention: on
 * oneDNN for floats on a CPU, else on ND4J. The operands are used as they lie, views included.
 */
final class BatchedProduct {
  /** Shapes that are kept: six for each length and size of a batch. */
  private static final int SHAPES = 1024;

  private static final PrimitiveCache<Shape, Primitive> PRIMITIVES =
      new PrimitiveCache<>(SHAPES, Primitive::new);

  private BatchedProduct() {}

  /**
   * {@code result = a b}, matrix by matrix. Transposed operands are passed as {@link #transposed}.
   *
   * @param a shape [batch, heads, rows, inner]
   * @param b shape [batch, heads, inner, columns]
   * @param result is overwritten, shape [batch, heads, rows, columns]
   * @param scratch gives memory that is needed while the call lasts
   */
  static void multiply(INDArray a, INDArray b, INDArray result, Memory scratch) {
    if (!NativeFloats.suit(result) || !Kernels.usesOneDnn()) {
      result.assign(Nd4j.matmul(a.dup('c'), b.dup('c')));
      return;
    }
    Shape shape = new Shape(Tensor.of(a), Tensor.of(b), Tensor.of(result), OneDnn.threads());
    try (PrimitiveCache.Lease<Primitive> lease = PRIMITIVES.lease(shape);
        Arguments arguments = new Arguments()) {
      Primitive primitive = lease.primitives();
      arguments
          .put(dnnl.DNNL_ARG_SRC, primitive.a, a)
          .put(dnnl.DNNL_ARG_WEIGHTS, primitive.b, b)
          .put(dnnl.DNNL_ARG_DST, primitive.result, result)
          .put(
              dnnl.DNNL_ARG_SCRATCHPAD,
              primitive.scratch,
              Scratch.allocate(scratch, primitive.scratch))
          .run(primitive.product);
    }
  }

  /** The last two dimensions change places; a view. */
  static INDArray transposed(INDArray matrices) {
    return matrices.permute(0, 1, 3, 2);
  }

  /** Lists, for arrays of the same numbers are not equal. */
  private record Tensor(List<Long> shape, List<Long> strides) {
    static Tensor of(INDArray array) {
      return new Tensor(list(array.shape()), list(array.stride()));
    }

    memory.desc layout() {
      return OneDnn.floats(array(shape), array(strides));
    }

    private static List<Long> list(long[] numbers) {
      return LongStream.of(numbers).boxed().toList();
    }

    private static long[] array(List<Long> numbers) {
      return numbers.stream().mapToLong(Long::longValue).toArray();
    }
  }

  /**
   * What a primitive is made for.
   *
   * @param threads on how many it runs, whichever thread asks for it
   */
  private record Shape(Tensor a, Tensor b, Tensor result, int threads) {}

  /** The product of one shape. */
  private static final class Primitive implements AutoCloseable {
    final memory.desc a;
    final memory.desc b;
    final memory.desc result;
    final memory.desc scratch;
    final matmul product;

    private final List<Pointer> owned = new ArrayList<>();

    Primitive(Shape shape) {
      a = shape.a.layout();
      b = shape.b.layout();
      result = shape.result.layout();
      primitive_attr attributes = OneDnn.callersScratch();
      matmul.desc described = new matmul.desc(a, b, result);
      matmul.primitive_desc chosen =
          new matmul.primitive_desc(described, attributes, OneDnn.engine());
      scratch = chosen.scratchpad_desc();
      product = new matmul(chosen);
      owned.addAll(Arrays.asList(product, scratch, chosen, described, attributes, result, b, a));
    }

    @Override
    public void close() {
      owned.forEach(Pointer::close);
    }
  }
}
