package io.sequent.common.export.onnx;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An input or output of a graph.
 *
 * @param shape its sizes, the batch first in most
 */
public record Port(String name, ElementType type, List<Dimension> shape) {
  // ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto and its Dimension
  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int TENSOR = 1;
  private static final int ELEMENT_TYPE = 1;
  private static final int SHAPE = 2;
  private static final int DIMENSION = 1;
  private static final int SIZE = 1;
  private static final int PARAMETER = 2;

  public Port {
    shape = List.copyOf(shape);
  }

  WireMessage message() {
    WireMessage sizes = new WireMessage();
    for (Dimension dimension : shape) {
      sizes.message(
          DIMENSION,
          dimension.name().isEmpty()
              ? new WireMessage().number(SIZE, dimension.size())
              : new WireMessage().text(PARAMETER, dimension.name()));
    }
    WireMessage tensor = new WireMessage().number(ELEMENT_TYPE, type.code()).message(SHAPE, sizes);
    return new WireMessage()
        .text(NAME, name)
        .message(TYPE, new WireMessage().message(TENSOR, tensor));
  }

  /** For example {@code ids int64 [batch, time]}. */
  @Override
  public String toString() {
    return "%s %s [%s]"
        .formatted(
            name,
            type.name().toLowerCase(Locale.ROOT),
            shape.stream().map(Dimension::toString).collect(Collectors.joining(", ")));
  }
}
