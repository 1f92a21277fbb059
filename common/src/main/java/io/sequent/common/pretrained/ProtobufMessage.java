package io.sequent.common.pretrained;

import io.sequent.common.UserError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message in protobuf's wire format, field by field; a message within it is read by a reader of
 * its own, so that no file decides how deep the calls go. The library that Deeplearning4j brings
 * along is not used: its version has known vulnerabilities with nested messages.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>.
 */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;
  private static final int MOST_VARINT_BITS = 64;

  private final String name;
  private final ByteBuffer file;
  private final int end;
  private int next;
  private int wireType;
  private long number;
  private int valueBegin;
  private int valueLength;

  /**
   * A whole file.
   *
   * @param name of the file, for messages
   */
  ProtobufMessage(String name, ByteBuffer file) {
    this(name, file, 0, file.limit());
  }

  private ProtobufMessage(String name, ByteBuffer file, int begin, int end) {
    this.name = name;
    this.file = file;
    this.next = begin;
    this.end = end;
  }

  /**
   * Goes to the next field.
   *
   * @return its number, or 0 after the last
   */
  int nextField() {
    if (next == end) {
      return 0;
    }
    long tag = varint();
    wireType = (int) tag & 7;
    switch (wireType) {
      case VARINT -> number = varint();
      case BYTES -> {
        long length = varint();
        take(length);
      }
      case EIGHT_BYTES -> take(Long.BYTES);
      case FOUR_BYTES -> take(Integer.BYTES);
      default -> throw broken();
    }
    long field = tag >>> 3;
    if (field == 0 || field > 1 << 29) {
      throw broken();
    }
    return (int) field;
  }

  /** The value of the current field as a number. */
  long number() {
    require(VARINT);
    return number;
  }

  /** The message that is the current field's value. */
  ProtobufMessage message() {
    require(BYTES);
    return new ProtobufMessage(name, file, valueBegin, valueBegin + valueLength);
  }

  /** The current field's value as a text. */
  String text() {
    require(BYTES);
    byte[] bytes = new byte[valueLength];
    file.get(valueBegin, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether the current field holds numbers one after the other, without a tag for each. */
  boolean isPacked() {
    return wireType == BYTES;
  }

  /** Whether there is a packed number left, where this message is a list of them. */
  boolean hasPacked() {
    return next < end;
  }

  /** The next packed number. */
  long nextPacked() {
    return varint();
  }

  /** Where the current field's bytes begin in the file. */
  int offset() {
    require(BYTES);
    return valueBegin;
  }

  /** How many bytes the current field has. */
  int length() {
    require(BYTES);
    return valueLength;
  }

  private void take(long length) {
    if (length < 0 || length > end - next) {
      throw broken();
    }
    valueBegin = next;
    valueLength = (int) length;
    next += valueLength;
  }

  private void require(int type) {
    if (wireType != type) {
      throw broken();
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < MOST_VARINT_BITS; shift += 7) {
      if (next == end) {
        throw broken();
      }
      byte part = file.get(next++);
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw broken();
  }

  private UserError broken() {
    return new UserError(name + ": not an ONNX file: broken at byte " + next);
  }
}
