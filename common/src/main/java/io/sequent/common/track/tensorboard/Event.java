package io.sequent.common.track.tensorboard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * An event as a protobuf message, as {@code event.proto}, {@code summary.proto} and {@code
 * tensor.proto} of TensorBoard define them: only what is written here.
 *
 * @param step which step of the training it belongs to; 0 for none
 * @param tags the names of the values in it
 * @param bytes the message
 */
record Event(long step, Set<String> tags, byte[] bytes) {
  private static final String VERSION = "brain.Event:2";

  // Of Event.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  // Of Summary.
  private static final int VALUE = 1;
  // Of Summary.Value.
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int TENSOR = 8;
  private static final int METADATA = 9;
  // Of SummaryMetadata and its PluginData.
  private static final int PLUGIN_DATA = 1;
  private static final int PLUGIN_NAME = 1;
  // Of TensorProto, its shape and its dimensions.
  private static final int DATA_TYPE = 1;
  private static final int DATA_TYPE_STRING = 7;
  private static final int SHAPE = 2;
  private static final int DIMENSION = 2;
  private static final int SIZE = 1;
  private static final int STRING_VALUE = 8;

  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  /**
   * The first event of a file.
   *
   * @param time in seconds since 1970
   */
  static Event version(double time) {
    return new Event(
        0,
        Set.of(),
        message(
            out -> {
              out.writeDouble(WALL_TIME, time);
              out.writeString(FILE_VERSION, VERSION);
            }));
  }

  /**
   * Numbers of one step.
   *
   * @param time in seconds since 1970
   * @param values by tag, a path of which the first part names a group of charts
   */
  static Event scalars(double time, long step, Map<String, Double> values) {
    byte[] summary =
        message(
            out -> {
              for (Map.Entry<String, Double> value : values.entrySet()) {
                out.writeByteArray(
                    VALUE,
                    message(
                        scalar -> {
                          scalar.writeString(TAG, value.getKey());
                          scalar.writeFloat(SIMPLE_VALUE, value.getValue().floatValue());
                        }));
              }
            });
    return new Event(step, Set.copyOf(values.keySet()), of(time, step, summary));
  }

  /**
   * A text.
   *
   * @param time in seconds since 1970
   * @param markdown shown with its formatting
   */
  static Event text(double time, String tag, String markdown) {
    byte[] plugin = message(out -> out.writeString(PLUGIN_NAME, "text"));
    byte[] dimension = message(out -> out.writeInt64(SIZE, 1));
    byte[] shape = message(out -> out.writeByteArray(DIMENSION, dimension));
    byte[] tensor =
        message(
            out -> {
              out.writeEnum(DATA_TYPE, DATA_TYPE_STRING);
              out.writeByteArray(SHAPE, shape);
              out.writeString(STRING_VALUE, markdown);
            });
    byte[] value =
        message(
            out -> {
              out.writeString(TAG, tag);
              out.writeByteArray(TENSOR, tensor);
              out.writeByteArray(METADATA, message(m -> m.writeByteArray(PLUGIN_DATA, plugin)));
            });
    return new Event(0, Set.of(tag), of(time, 0, message(out -> out.writeByteArray(VALUE, value))));
  }

  private static byte[] of(double time, long step, byte[] summary) {
    return message(
        out -> {
          out.writeDouble(WALL_TIME, time);
          if (step != 0) {
            out.writeInt64(STEP, step);
          }
          out.writeByteArray(SUMMARY, summary);
        });
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Never of an array.
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a message.
   *
   * @throws IOException if it is none
   */
  static Event read(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    long step = 0;
    Set<String> tags = new LinkedHashSet<>();
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(field)) {
        case STEP -> step = in.readInt64();
        case SUMMARY -> tags.addAll(tags(in.readByteArray()));
        default -> in.skipField(field);
      }
    }
    return new Event(step, tags, message);
  }

  private static Set<String> tags(byte[] summary) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(summary);
    Set<String> tags = new LinkedHashSet<>();
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      if (WireFormat.getTagFieldNumber(field) == VALUE) {
        CodedInputStream value = CodedInputStream.newInstance(in.readByteArray());
        for (int part = value.readTag(); part != 0; part = value.readTag()) {
          if (WireFormat.getTagFieldNumber(part) == TAG) {
            tags.add(value.readString());
          } else {
            value.skipField(part);
          }
        }
      } else {
        in.skipField(field);
      }
    }
    return tags;
  }
}
