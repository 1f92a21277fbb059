package io.sequent.common.network.file;

import io.sequent.common.UserError;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Vectors in the binary format of {@code Nd4j.write}: the description of the shape as a buffer of
 * 64-bit integers, then the values, each buffer after a header with its length and type, all
 * big-endian. ND4J reads number by number, which takes seconds where this takes a tenth of one; and
 * it trusts lengths and shapes, which is unsafe with files from strangers.
 */
final class VectorFormat {
  private static final int CHUNK_BYTES = 1 << 16;

  /** A vector's or row's rank, sizes and strides, and three numbers more. */
  private static final long MAX_SHAPE_LENGTH = 1 + 2 * 2 + 3;

  /** The oldest modes, whose lengths have 32 bits; beyond that the mode is no longer used. */
  private static final Set<String> MODES_OF_SHORT_LENGTHS = Set.of("DIRECT", "HEAP", "JAVACPP");

  private VectorFormat() {}

  /**
   * Writes a vector.
   *
   * @param vector shape {@code [length]} or {@code [1, length]}, float or double
   */
  static void write(INDArray vector, DataOutputStream out) throws IOException {
    INDArray packed = vector.isView() ? vector.dup() : vector;
    DataBuffer data = packed.data();
    packed.shapeInfoDataBuffer().write(out);
    new Header(data.length(), data.dataType()).write(out);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    for (long start = 0; start < data.length(); start += chunk.limit() / width(data.dataType())) {
      ByteBuffer values = values(data, start);
      chunk.clear().limit(values.remaining());
      copy(values, chunk, data.dataType());
      out.write(chunk.array(), 0, chunk.limit());
    }
  }

  /** A chunk's worth of values from a place on; a buffer of Java holds at most 2 GiB. */
  private static ByteBuffer values(DataBuffer data, long start) {
    int width = width(data.dataType());
    long count = Math.min(data.length() - start, CHUNK_BYTES / width);
    return data.addressPointer()
        .getPointer(BytePointer.class, start * width)
        .capacity(count * width)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /**
   * Reads a vector.
   *
   * @param type the type it must have, float or double
   * @param length the length it must have; checked before memory is taken
   * @param name of the vector, for messages
   * @return shape {@code [length]}
   * @throws UserError if it is of another type or length
   * @throws IllegalArgumentException if it is something else
   * @throws IOException if the stream ends early
   */
  static INDArray read(DataInputStream in, DataType type, long length, String name)
      throws IOException {
    Header shape = Header.read(in);
    if (shape.type() != DataType.INT64 || shape.length() < 0 || shape.length() > MAX_SHAPE_LENGTH) {
      throw new UserError(name + ": not a vector");
    }
    in.skipNBytes(shape.length() * Long.BYTES);
    Header header = Header.read(in);
    if (header.length() != length || header.type() != type) {
      throw new UserError(
          "%s: %d numbers of type %s, expected %d of type %s"
              .formatted(name, header.length(), header.type(), length, type));
    }
    INDArray vector = Nd4j.createUninitialized(type, length);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    for (long start = 0; start < length; start += chunk.limit() / width(type)) {
      ByteBuffer values = values(vector.data(), start);
      chunk.clear().limit(values.remaining());
      in.readFully(chunk.array(), 0, chunk.limit());
      copy(chunk, values, type);
    }
    return vector;
  }

  /** What stands before the content of a buffer. */
  private record Header(long length, DataType type) {
    static Header read(DataInputStream in) throws IOException {
      AllocationMode mode = AllocationMode.valueOf(in.readUTF());
      boolean longLength = !MODES_OF_SHORT_LENGTHS.contains(mode.name());
      long length = longLength ? in.readLong() : in.readInt();
      return new Header(length, DataType.valueOf(in.readUTF()));
    }

    void write(DataOutputStream out) throws IOException {
      out.writeUTF(AllocationMode.MIXED_DATA_TYPES.name());
      out.writeLong(length);
      out.writeUTF(type.name());
    }
  }

  /** From one byte order to the other. */
  private static void copy(ByteBuffer from, ByteBuffer to, DataType type) {
    if (type == DataType.DOUBLE) {
      to.asDoubleBuffer().put(from.asDoubleBuffer());
    } else {
      to.asFloatBuffer().put(from.asFloatBuffer());
    }
  }

  private static int width(DataType type) {
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException("type " + type + ", expected FLOAT or DOUBLE");
    }
    return type.width();
  }
}
