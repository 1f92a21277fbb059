package io.sequent.common.pretrained;

import io.sequent.common.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weights in files of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">ONNX</a>. Of the graph only this is
 * used: a matrix without a name of its own, such as {@code onnx::MatMul_480}, is the weight of the
 * bias that is added to its product; a matrix that a product takes as it is, is [in, out].
 */
final class OnnxFile {
  private static final int GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATION = 4;
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int TENSOR_LOCATION = 14;
  private static final String BIAS = ".bias";
  private static final String WEIGHT = ".weight";

  private static final Map<Long, ElementType> READ =
      Map.of(1L, ElementType.FLOAT32, 10L, ElementType.FLOAT16, 16L, ElementType.BFLOAT16);

  private final FileBytes file;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final List<Node> products = new ArrayList<>();

  /** The name of the bias by the name of what it is added to. */
  private final Map<String, String> biases = new HashMap<>();

  private final List<Node> sums = new ArrayList<>();

  private OnnxFile(FileBytes file) {
    this.file = file;
  }

  /**
   * Reads the names, shapes and places of the weights.
   *
   * @return the tensors of floating-point numbers by name
   * @throws UserError if the file is none of ONNX, is not true of itself or has its weights
   *     elsewhere
   */
  static Map<String, StoredTensor> tensors(FileBytes file) throws IOException {
    if (file.size() > Integer.MAX_VALUE) {
      throw new UserError(file.name() + ": larger than 2 GiB, the most of an ONNX file");
    }
    OnnxFile onnx = new OnnxFile(file);
    ProtobufMessage model =
        new ProtobufMessage(file.name(), file.part(0, Math.toIntExact(file.size())));
    for (int field = model.nextField(); field != 0; field = model.nextField()) {
      if (field == GRAPH) {
        onnx.readGraph(model.message());
      }
    }
    if (onnx.tensors.isEmpty()) {
      throw onnx.wrong("it has no weights");
    }
    onnx.nameMatrices();
    return onnx.tensors;
  }

  private void readGraph(ProtobufMessage graph) {
    for (int field = graph.nextField(); field != 0; field = graph.nextField()) {
      if (field == GRAPH_NODE) {
        readNode(graph.message());
      } else if (field == GRAPH_INITIALIZER) {
        readTensor(graph.message());
      }
    }
  }

  private void readNode(ProtobufMessage message) {
    List<String> inputs = new ArrayList<>();
    String output = "";
    String operation = "";
    for (int field = message.nextField(); field != 0; field = message.nextField()) {
      switch (field) {
        case NODE_INPUT -> inputs.add(message.text());
        case NODE_OUTPUT -> output = message.text();
        case NODE_OPERATION -> operation = message.text();
        default -> {}
      }
    }
    if (inputs.size() == 2 && operation.equals("MatMul")) {
      products.add(new Node(inputs, output));
    } else if (inputs.size() == 2 && operation.equals("Add")) {
      sums.add(new Node(inputs, output));
    }
  }

  private void readTensor(ProtobufMessage message) {
    List<Long> shape = new ArrayList<>();
    @Nullable ElementType type = null;
    String name = "";
    long offset = -1;
    long length = 0;
    for (int field = message.nextField(); field != 0; field = message.nextField()) {
      switch (field) {
        case TENSOR_DIMENSION -> addSizes(message, shape);
        case TENSOR_TYPE -> type = READ.get(message.number());
        case TENSOR_NAME -> name = message.text();
        case TENSOR_FLOATS, TENSOR_RAW -> {
          offset = message.offset();
          length = message.length();
        }
        case TENSOR_LOCATION -> {
          if (message.number() != 0) {
            throw wrong("the weights lie in another file; expected one file");
          }
        }
        default -> {}
      }
    }
    if (type == null) {
      return;
    }
    if (offset < 0 || StoredTensor.bytes(type, shape) != length) {
      throw wrong("tensor '%s' of shape %s has %d bytes".formatted(name, shape, length));
    }
    if (tensors.put(name, new StoredTensor(type, shape, offset, false)) != null) {
      throw wrong("tensor '%s' is there twice".formatted(name));
    }
  }

  private void addSizes(ProtobufMessage message, List<Long> shape) {
    if (message.isPacked()) {
      ProtobufMessage packed = message.message();
      while (packed.hasPacked()) {
        shape.add(size(packed.nextPacked()));
      }
    } else {
      shape.add(size(message.number()));
    }
  }

  private long size(long number) {
    if (number < 0) {
      throw wrong("a tensor has the size " + number);
    }
    return number;
  }

  private void nameMatrices() {
    for (Node sum : sums) {
      for (int i = 0; i < 2; i++) {
        if (sum.inputs.get(i).endsWith(BIAS)) {
          biases.put(sum.inputs.get(1 - i), sum.inputs.get(i));
        }
      }
    }
    for (Node product : products) {
      String stored = product.inputs.get(1);
      StoredTensor matrix = tensors.get(stored);
      if (matrix == null) {
        continue;
      }
      StoredTensor inputsFirst =
          new StoredTensor(matrix.type(), matrix.shape(), matrix.offset(), true);
      String bias = biases.get(product.output);
      if (stored.endsWith(WEIGHT)) {
        tensors.put(stored, inputsFirst);
      } else if (bias != null) {
        tensors.put(bias.substring(0, bias.length() - BIAS.length()) + WEIGHT, inputsFirst);
      }
    }
  }

  private UserError wrong(String problem) {
    return new UserError(file.name() + ": not an ONNX file as expected: " + problem);
  }

  private record Node(List<String> inputs, String output) {}
}
