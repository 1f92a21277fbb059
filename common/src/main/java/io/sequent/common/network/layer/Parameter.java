package io.sequent.common.network.layer;

import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A parameter of a layer: its name, its shape, and its values before training, zeros by default.
 *
 * <pre>{@code
 * Parameter.weight("W", 'f', inputs, outputs).drawn(init)
 * Parameter.bias("b", 'f', 1, outputs).filled(0.5)
 * }</pre>
 */
public final class Parameter {
  private final String name;
  private final Role role;
  private final char order;
  private final long[] shape;
  private final Consumer<INDArray> start;

  private Parameter(String name, Role role, char order, long[] shape, Consumer<INDArray> start) {
    this.name = name;
    this.role = role;
    this.order = order;
    this.shape = shape;
    this.start = start;
  }

  private enum Role {
    WEIGHT,
    BIAS,
    NEITHER
  }

  /**
   * A weight, to which the regularisation of weights applies.
   *
   * @param order of the numbers in memory, {@code c} or {@code f}
   */
  public static Parameter weight(String name, char order, long... shape) {
    return of(name, Role.WEIGHT, order, shape);
  }

  /**
   * A bias, to which the regularisation of biases applies: none by default. The scale of a
   * normalisation is one too, for regularisation would draw it to zero instead of one.
   *
   * @param order of the numbers in memory, {@code c} or {@code f}
   */
  public static Parameter bias(String name, char order, long... shape) {
    return of(name, Role.BIAS, order, shape);
  }

  /**
   * A parameter that is neither a weight nor a bias, and never regularised.
   *
   * @param order of the numbers in memory, {@code c} or {@code f}
   */
  public static Parameter other(String name, char order, long... shape) {
    return of(name, Role.NEITHER, order, shape);
  }

  private static Parameter of(String name, Role role, char order, long[] shape) {
    return new Parameter(name, role, order, shape.clone(), values -> values.assign(0));
  }

  /** The same parameter, all its numbers starting at a value. */
  public Parameter filled(double value) {
    return startingAs(values -> values.assign(value));
  }

  /** The same parameter, a matrix [inputs, outputs], drawn at random. */
  public Parameter drawn(IWeightInit init) {
    return drawn(init, (double) shape[0], (double) shape[1]);
  }

  /**
   * The same parameter, drawn at random.
   *
   * @param inputs numbers that an output depends on
   * @param outputs numbers that depend on an input
   */
  public Parameter drawn(IWeightInit init, double inputs, double outputs) {
    return startingAs(
        values ->
            init.init(
                inputs,
                outputs,
                shape.clone(),
                order,
                values.reshape(order, new long[] {values.length()})));
  }

  /**
   * The same parameter with other first values.
   *
   * @param start writes them to an array of the parameter's shape
   */
  public Parameter startingAs(Consumer<INDArray> start) {
    return new Parameter(name, role, order, shape, start);
  }

  /** The same parameter, its first values multiplied by a factor. */
  public Parameter scaled(double factor) {
    return startingAs(start.andThen(values -> values.muli(factor)));
  }

  String name() {
    return name;
  }

  boolean isWeight() {
    return role == Role.WEIGHT;
  }

  boolean isBias() {
    return role == Role.BIAS;
  }

  /**
   * Number of its numbers.
   *
   * @throws ArithmeticException if it does not fit into a long
   */
  long length() {
    return LongStream.of(shape).reduce(1, Math::multiplyExact);
  }

  /** Its array, as a view of a vector of {@link #length} numbers. */
  INDArray view(INDArray numbers) {
    return numbers.reshape(order, shape);
  }

  /** Writes its first values. */
  void initialize(INDArray values) {
    start.accept(values);
  }
}
