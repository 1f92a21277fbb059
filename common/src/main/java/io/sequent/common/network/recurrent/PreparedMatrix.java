package io.sequent.common.network.recurrent;

import io.sequent.common.network.engine.Kernels;
import io.sequent.common.network.engine.NativeFloats;
import io.sequent.common.network.engine.OneDnn;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix that many vectors are multiplied with, the same number of them each time. On oneDNN it
 * is copied once into the layout in which that is fastest, three times as fast as with the weights
 * as they lie. Later changes of the original do not count. Not for several threads at once.
 */
abstract sealed class PreparedMatrix implements AutoCloseable {
  private PreparedMatrix() {}

  /**
   * Copies a matrix.
   *
   * @param matrix shape [inputs, outputs]
   * @param vectors the number of vectors that are multiplied at once
   */
  static PreparedMatrix of(INDArray matrix, int vectors) {
    return Kernels.usesOneDnn() ? new OnOneDnn(matrix, vectors) : new Portable(matrix, vectors);
  }

  /**
   * {@code result = vectors matrix}.
   *
   * @param vectors one after the other, each of as many numbers as the matrix has rows
   * @param result is written, likewise, each of as many numbers as it has columns
   */
  abstract void multiply(float[] vectors, float[] result);

  @Override
  public abstract void close();

  private static final class Portable extends PreparedMatrix {
    private final INDArray matrix;
    private final int vectors;

    Portable(INDArray matrix, int vectors) {
      this.vectors = vectors;
      this.matrix = matrix.dup('f');
    }

    @Override
    public void multiply(float[] vectors, float[] result) {
      INDArray rows = Nd4j.createFromArray(vectors).reshape(this.vectors, matrix.rows());
      float[] product = rows.castTo(matrix.dataType()).mmul(matrix).dup('c').data().asFloat();
      System.arraycopy(product, 0, result, 0, result.length);
    }

    @Override
    public void close() {
      matrix.close();
    }
  }

  private static final class OnOneDnn extends PreparedMatrix {
    private final FloatPointer vectors;
    private final FloatPointer result;
    private final matmul product;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final List<Pointer> owned;

    OnOneDnn(INDArray matrix, int count) {
      long inputs = matrix.size(0);
      long outputs = matrix.size(1);
      INDArray original = matrix.castTo(DataType.FLOAT).dup('c');
      vectors = new FloatPointer(count * inputs);
      result = new FloatPointer(count * outputs);
      memory.desc rows = OneDnn.floats(memory.format_tag.ab, count, inputs);
      memory.desc any = OneDnn.floats(memory.format_tag.any, inputs, outputs);
      memory.desc plain = OneDnn.floats(memory.format_tag.ab, inputs, outputs);
      memory.desc resultRows = OneDnn.floats(memory.format_tag.ab, count, outputs);
      matmul.desc description = new matmul.desc(rows, any, resultRows);
      matmul.primitive_desc primitive = new matmul.primitive_desc(description, OneDnn.engine());
      product = new matmul(primitive);
      memory.desc packed = primitive.weights_desc();
      memory weights = new memory(packed, OneDnn.engine());
      memory in = new memory(rows, OneDnn.engine(), vectors);
      memory out = new memory(resultRows, OneDnn.engine(), result);
      arguments.put(dnnl.DNNL_ARG_SRC, in);
      arguments.put(dnnl.DNNL_ARG_WEIGHTS, weights);
      arguments.put(dnnl.DNNL_ARG_DST, out);
      try (memory source = new memory(plain, OneDnn.engine(), NativeFloats.pointer(original));
          reorder packing = new reorder(source, weights);
          IntMemoryMap ends = new IntMemoryMap()) {
        ends.put(dnnl.DNNL_ARG_FROM, source);
        ends.put(dnnl.DNNL_ARG_TO, weights);
        OneDnn.run(packing, ends);
      }
      original.close();
      owned =
          List.of(
              product,
              arguments,
              in,
              out,
              weights,
              packed,
              primitive,
              description,
              rows,
              any,
              plain,
              resultRows,
              vectors,
              result);
    }

    @Override
    public void multiply(float[] vectors, float[] result) {
      this.vectors.put(vectors);
      OneDnn.run(product, arguments);
      this.result.get(result);
    }

    @Override
    public void close() {
      owned.forEach(Pointer::close);
    }
  }
}
