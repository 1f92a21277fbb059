package io.sequent.common.export.onnx;

import com.google.protobuf.CodedOutputStream;
import io.sequent.common.UserError;
import io.sequent.common.io.AtomicFile;
import io.sequent.common.network.memory.ByteCount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A graph as a file, with what is to be known of it. The fields are those of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 *
 * @param name of the graph
 * @param graph with all of its nodes
 * @param version of the program that made it
 * @param metadata texts by name
 */
public record OnnxModel(
    String name, OnnxGraph graph, String version, Map<String, String> metadata) {
  /** The version of the operators. */
  public static final int OPSET = 17;

  private static final String PRODUCER = "sequent";
  private static final int FORMAT = 8; // The first that has these operators.

  // ModelProto
  private static final int FORMAT_VERSION = 1;
  private static final int PRODUCER_NAME = 2;
  private static final int PRODUCER_VERSION = 3;
  private static final int GRAPH = 7;
  private static final int OPERATOR_SET = 8;
  private static final int METADATA = 14;

  // OperatorSetIdProto
  private static final int OPERATOR_DOMAIN = 1;
  private static final int OPERATOR_VERSION = 2;

  // StringStringEntryProto
  private static final int KEY = 1;
  private static final int TEXT = 2;

  private static final int BUFFER = 1 << 16;

  public OnnxModel {
    metadata = Map.copyOf(metadata);
  }

  /**
   * Requires it to fit in a file.
   *
   * @throws UserError if it is larger than a protobuf message can be
   */
  public void requireFits(Path file) {
    long size = message().size();
    if (size > Integer.MAX_VALUE) {
      throw new UserError(
          "%s: the model takes %s, but an ONNX file holds at most 2 GiB"
              .formatted(file, ByteCount.text(size)));
    }
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @return its bytes
   * @throws UserError as for {@link #requireFits}
   */
  public long write(Path file) throws IOException {
    requireFits(file);
    WireMessage message = message();
    AtomicFile.write(
        file,
        temporary -> {
          try (OutputStream stream = Files.newOutputStream(temporary)) {
            CodedOutputStream out = CodedOutputStream.newInstance(stream, BUFFER);
            message.writeTo(out);
            out.flush();
          }
        });
    return message.size();
  }

  private WireMessage message() {
    WireMessage model =
        new WireMessage()
            .number(FORMAT_VERSION, FORMAT)
            .text(PRODUCER_NAME, PRODUCER)
            .text(PRODUCER_VERSION, version)
            .message(GRAPH, graph.message(name))
            .message(
                OPERATOR_SET,
                new WireMessage().text(OPERATOR_DOMAIN, "").number(OPERATOR_VERSION, OPSET));
    new TreeMap<>(metadata)
        .forEach(
            (key, text) ->
                model.message(METADATA, new WireMessage().text(KEY, key).text(TEXT, text)));
    return model;
  }
}
