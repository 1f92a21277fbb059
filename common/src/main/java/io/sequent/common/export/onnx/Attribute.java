package io.sequent.common.export.onnx;

import java.util.List;

/** A constant of a node, by name. */
public final class Attribute {
  // AttributeProto
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int STRING = 4;
  private static final int INTS = 8;
  private static final int STRINGS = 9;
  private static final int TYPE = 20;

  // AttributeProto.AttributeType
  private static final int OF_FLOAT = 1;
  private static final int OF_INT = 2;
  private static final int OF_STRING = 3;
  private static final int OF_INTS = 7;
  private static final int OF_STRINGS = 8;

  private final WireMessage message;

  private Attribute(WireMessage message) {
    this.message = message;
  }

  private static WireMessage named(String name, int type) {
    return new WireMessage().text(NAME, name).number(TYPE, type);
  }

  public static Attribute of(String name, double value) {
    return new Attribute(named(name, OF_FLOAT).decimal(FLOAT, (float) value));
  }

  public static Attribute of(String name, long value) {
    return new Attribute(named(name, OF_INT).number(INT, value));
  }

  public static Attribute of(String name, String value) {
    return new Attribute(named(name, OF_STRING).text(STRING, value));
  }

  /** Several numbers. */
  public static Attribute ofNumbers(String name, long... values) {
    WireMessage message = named(name, OF_INTS);
    for (long value : values) {
      message.number(INTS, value);
    }
    return new Attribute(message);
  }

  /** Several texts. */
  public static Attribute ofTexts(String name, List<String> values) {
    WireMessage message = named(name, OF_STRINGS);
    values.forEach(value -> message.text(STRINGS, value));
    return new Attribute(message);
  }

  /** The element type that a cast makes. */
  public static Attribute to(ElementType type) {
    return of("to", type.code());
  }

  WireMessage message() {
    return message;
  }
}
