package io.sequent.common.tune;

import java.util.List;

/**
 * A set of values without an order.
 *
 * @param values as the setting prints them, distinct, at least one
 */
record Choices(List<String> values) implements Domain {
  Choices {
    values = List.copyOf(values);
  }

  @Override
  public String at(double position) {
    return values.get(Math.min(values.size() - 1, (int) (position * values.size())));
  }

  @Override
  public double position(String value) {
    return (values.indexOf(value) + 0.5) / values.size();
  }

  @Override
  public long count() {
    return values.size();
  }

  @Override
  public String value(long number) {
    return values.get((int) number);
  }

  @Override
  public String describe() {
    return "one of " + String.join("; ", values);
  }
}
