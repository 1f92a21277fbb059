package io.sequent.common.pretrained;

import java.nio.ByteBuffer;

/**
 * How the numbers of a tensor are stored. Only floating-point types of at most 32 bits are read.
 */
enum ElementType {
  FLOAT32(4),
  FLOAT16(2),
  BFLOAT16(2),
  /** Position ids and the like, in files beside the weights: known by their size, never read. */
  OTHER_1(1),
  OTHER_2(2),
  OTHER_4(4),
  OTHER_8(8);

  private static final int FRACTION_OF_HALF = 0x3FF;
  private static final int EXPONENT_OF_HALF = 0x7C00;
  private static final int SIGN_OF_HALF = 0x8000;

  /** 2 to the power of -24, the smallest positive half. */
  private static final float SMALLEST_HALF = 0x1p-24f;

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a number. */
  int bytes() {
    return bytes;
  }

  /** Whether {@link #widen} can read it. */
  boolean isRead() {
    return this == FLOAT32 || this == FLOAT16 || this == BFLOAT16;
  }

  /**
   * Reads as many numbers as fit into the target, each exactly.
   *
   * @param from little-endian, read from its position on
   */
  void widen(ByteBuffer from, float[] target, int offset, int count) {
    switch (this) {
      case FLOAT32 -> from.asFloatBuffer().get(target, offset, count);
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = half(from.getShort(from.position() + 2 * i));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = Float.intBitsToFloat(from.getShort(from.position() + 2 * i) << 16);
        }
      }
      default -> throw new IllegalStateException("not read: " + this);
    }
  }

  /** A half of IEEE 754: a bit for the sign, five for the exponent, ten for the fraction. */
  static float half(short bits) {
    int sign = (bits & SIGN_OF_HALF) << 16;
    int fraction = bits & FRACTION_OF_HALF;
    int exponent = bits & EXPONENT_OF_HALF;
    if (exponent == 0) {
      return fraction * (sign == 0 ? SMALLEST_HALF : -SMALLEST_HALF);
    }
    int magnitude = exponent == EXPONENT_OF_HALF ? 0x7F800000 : ((exponent >> 10) + 112) << 23;
    return Float.intBitsToFloat(sign | magnitude | (fraction << 13));
  }
}
