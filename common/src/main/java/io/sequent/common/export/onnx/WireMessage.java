package io.sequent.common.export.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A message in protobuf's wire format that is written field by field. */
final class WireMessage {
  private static final int LENGTH_DELIMITED = 2;

  private final List<Content> fields = new ArrayList<>();
  private long size;

  private interface Content {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  WireMessage number(int field, long value) {
    return add(
        CodedOutputStream.computeInt64Size(field, value), out -> out.writeInt64(field, value));
  }

  WireMessage decimal(int field, float value) {
    return add(
        CodedOutputStream.computeFloatSize(field, value), out -> out.writeFloat(field, value));
  }

  WireMessage text(int field, String value) {
    return add(
        CodedOutputStream.computeStringSize(field, value), out -> out.writeString(field, value));
  }

  WireMessage message(int field, WireMessage value) {
    return bytes(field, value.size, value::writeTo);
  }

  /** Numbers of four bytes each, the lowest first. */
  WireMessage floats(int field, float[] values) {
    return bytes(
        field,
        (long) Float.BYTES * values.length,
        out -> {
          for (float value : values) {
            out.writeFloatNoTag(value);
          }
        });
  }

  /** Numbers of eight bytes each, the lowest first. */
  WireMessage doubles(int field, double[] values) {
    return bytes(
        field,
        (long) Double.BYTES * values.length,
        out -> {
          for (double value : values) {
            out.writeDoubleNoTag(value);
          }
        });
  }

  /** Whole numbers of eight bytes each, the lowest first. */
  WireMessage longs(int field, long[] values) {
    return bytes(
        field,
        (long) Long.BYTES * values.length,
        out -> {
          for (long value : values) {
            out.writeFixed64NoTag(value);
          }
        });
  }

  private WireMessage bytes(int field, long length, Content content) {
    int lengthSize = CodedOutputStream.computeUInt64SizeNoTag(length);
    return add(
        CodedOutputStream.computeTagSize(field) + lengthSize + length,
        out -> {
          out.writeTag(field, LENGTH_DELIMITED);
          out.writeUInt64NoTag(length);
          content.writeTo(out);
        });
  }

  private WireMessage add(long bytes, Content content) {
    fields.add(content);
    size += bytes;
    return this;
  }

  /** The same with the fields of another one behind its own. */
  WireMessage append(WireMessage other) {
    fields.addAll(other.fields);
    size += other.size;
    return this;
  }

  /** Bytes of the message. */
  long size() {
    return size;
  }

  void writeTo(CodedOutputStream out) throws IOException {
    for (Content field : fields) {
      field.writeTo(out);
    }
  }
}
