package io.sequent.common.export.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A graph of operators, of <a
 * href="https://github.com/onnx/onnx/blob/main/docs/Operators.md">opset</a> {@link
 * OnnxModel#OPSET}, in the making. Nodes are added in an order in which they can be computed.
 *
 * <pre>{@code
 * OnnxGraph graph = new OnnxGraph();
 * Value x = graph.input("x", ElementType.FLOAT, Dimension.BATCH, Dimension.of(2));
 * Value y = graph.add("Relu", x);
 * graph.output("y", y, ElementType.FLOAT, Dimension.BATCH, Dimension.of(2));
 * }</pre>
 */
public final class OnnxGraph {
  // GraphProto
  private static final int NODE = 1;
  private static final int NAME = 2;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;

  // NodeProto
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int OPERATOR = 4;
  private static final int ATTRIBUTE = 5;

  // TensorProto
  private static final int SIZE = 1;
  private static final int ELEMENT_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int NUMBERS = 9;

  private final List<WireMessage> nodes = new ArrayList<>();
  private final List<WireMessage> initializers = new ArrayList<>();
  private final List<Port> inputs = new ArrayList<>();
  private final List<Port> outputs = new ArrayList<>();
  private final Map<String, Value> smallConstants = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private String part = "";

  /**
   * Begins a part of the graph.
   *
   * @param name what the names of its nodes begin with
   */
  public void begin(String name) {
    part = name + "/";
  }

  /** An input. */
  public Value input(String name, ElementType type, Dimension... shape) {
    inputs.add(new Port(name, type, List.of(shape)));
    return new Value(name);
  }

  /** Makes a tensor an output. */
  public void output(String name, Value value, ElementType type, Dimension... shape) {
    output(outputs.size(), name, value, type, shape);
  }

  /** Makes a tensor the first of all outputs. */
  public void firstOutput(String name, Value value, ElementType type, Dimension... shape) {
    output(0, name, value, type, shape);
  }

  private void output(int place, String name, Value value, ElementType type, Dimension... shape) {
    addNode("Identity", List.of(new Value(name)), List.of(value));
    outputs.add(place, new Port(name, type, List.of(shape)));
  }

  /** A node with one output. */
  public Value add(String operator, List<Value> from, Attribute... attributes) {
    return add(operator, 1, from, attributes).get(0);
  }

  /** A node with one input and one output. */
  public Value add(String operator, Value from, Attribute... attributes) {
    return add(operator, List.of(from), attributes);
  }

  /** A node with two inputs and one output. */
  public Value add(String operator, Value first, Value second, Attribute... attributes) {
    return add(operator, List.of(first, second), attributes);
  }

  /** A node with several outputs. */
  public List<Value> add(String operator, int count, List<Value> from, Attribute... attributes) {
    List<Value> made =
        IntStream.range(0, count).mapToObj(i -> new Value(unique(operator))).toList();
    addNode(operator, made, from, attributes);
    return made;
  }

  private void addNode(
      String operator, List<Value> made, List<Value> from, Attribute... attributes) {
    WireMessage node = new WireMessage();
    from.forEach(value -> node.text(NODE_INPUT, value.name()));
    made.forEach(value -> node.text(NODE_OUTPUT, value.name()));
    node.text(NODE_NAME, made.get(0).name()).text(OPERATOR, operator);
    for (Attribute attribute : attributes) {
      node.message(ATTRIBUTE, attribute.message());
    }
    nodes.add(node);
  }

  /**
   * A constant tensor.
   *
   * @param numbers the last dimension's one after the other
   */
  public Value floats(String name, float[] numbers, long... shape) {
    return constant(
        name, ElementType.FLOAT, shape, new WireMessage().floats(NUMBERS, numbers.clone()));
  }

  /** A constant vector. */
  public Value doubles(String name, double... numbers) {
    return constant(
        name,
        ElementType.DOUBLE,
        new long[] {numbers.length},
        new WireMessage().doubles(NUMBERS, numbers.clone()));
  }

  /** A constant vector of whole numbers, such as a shape. */
  public Value longs(long... numbers) {
    return small(
        List.of(ElementType.INT64, numbers.length, Arrays.toString(numbers)),
        () ->
            constant(
                "numbers",
                ElementType.INT64,
                new long[] {numbers.length},
                new WireMessage().longs(NUMBERS, numbers.clone())));
  }

  /** A constant whole number. */
  public Value whole(long number) {
    return small(
        List.of(ElementType.INT64, number),
        () ->
            constant(
                "number",
                ElementType.INT64,
                new long[0],
                new WireMessage().longs(NUMBERS, new long[] {number})));
  }

  /** A constant number. */
  public Value number(double number) {
    return small(
        List.of(ElementType.FLOAT, number), () -> floats("number", new float[] {(float) number}));
  }

  private Value small(List<Object> key, Supplier<Value> constant) {
    return smallConstants.computeIfAbsent(key.toString(), absent -> constant.get());
  }

  private Value constant(String name, ElementType type, long[] shape, WireMessage numbers) {
    Value value = new Value(unique(name));
    WireMessage tensor = new WireMessage();
    for (long size : shape) {
      tensor.number(SIZE, size);
    }
    initializers.add(
        tensor.number(ELEMENT_TYPE, type.code()).text(TENSOR_NAME, value.name()).append(numbers));
    return value;
  }

  private String unique(String name) {
    String full = part + name;
    int count = names.merge(full, 1, Integer::sum);
    return count == 1 ? full : full + "_" + count;
  }

  /** The inputs, in the order in which they were declared. */
  public List<Port> inputs() {
    return List.copyOf(inputs);
  }

  /** The outputs, in the order in which they were declared. */
  public List<Port> outputs() {
    return List.copyOf(outputs);
  }

  WireMessage message(String name) {
    WireMessage graph = new WireMessage();
    nodes.forEach(node -> graph.message(NODE, node));
    graph.text(NAME, name);
    initializers.forEach(tensor -> graph.message(INITIALIZER, tensor));
    inputs.forEach(input -> graph.message(INPUT, input.message()));
    outputs.forEach(output -> graph.message(OUTPUT, output.message()));
    return graph;
  }
}
