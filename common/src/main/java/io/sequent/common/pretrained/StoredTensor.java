package io.sequent.common.pretrained;

import java.io.IOException;
import java.util.List;

/**
 * Where a tensor lies in its file.
 *
 * @param shape its sizes, the last one that of neighbouring numbers
 * @param offset of its first byte, from the beginning of the file
 * @param inputsFirst whether a matrix is [in, out], as products take it; else it is [out, in], as
 *     PyTorch has it
 */
record StoredTensor(ElementType type, List<Long> shape, long offset, boolean inputsFirst) {
  /** What is looked at at once. */
  private static final int PART_BYTES = 1 << 26;

  StoredTensor {
    shape = List.copyOf(shape);
  }

  /**
   * Reads as many numbers as the target takes.
   *
   * @param skipped numbers before the first
   */
  void read(FileBytes file, long skipped, float[] target) throws IOException {
    int most = PART_BYTES / type.bytes();
    int count;
    for (int read = 0; read < target.length; read += count) {
      count = Math.min(most, target.length - read);
      long begin = offset + (skipped + read) * type.bytes();
      type.widen(file.part(begin, count * type.bytes()), target, read, count);
    }
  }

  /** The bytes of a tensor, or -1 if no file could hold as many. */
  static long bytes(ElementType type, List<Long> shape) {
    long bytes = type.bytes();
    try {
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException e) {
      return -1;
    }
    return bytes;
  }
}
