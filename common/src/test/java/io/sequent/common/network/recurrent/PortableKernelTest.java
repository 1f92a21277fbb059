package io.sequent.common.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The portable kernel against numeric gradients and plain equations, in double precision. */
@ExtendWith(OneThread.class)
class PortableKernelTest {
  private static final int BATCH = 2;
  private static final int TIME = 3;
  private static final int INPUT = 2;
  private static final int HIDDEN = 3;

  {
    // A numeric gradient must not straddle the kink of a rectified unit.
    Nd4j.getRandom().setSeed(1);
  }

  private final RecurrentKernel kernel = new PortableKernel();
  private final INDArray input = random('c', TIME * BATCH, INPUT);
  private final @Nullable SequenceMask mask =
      SequenceMask.of(Nd4j.create(new double[][] {{1, 0, 1}, {1, 1, 0}}), DataType.DOUBLE);

  @ParameterizedTest
  @EnumSource
  void everyGradientIsTheNumericOne(CellType cell) {
    for (boolean reverse : new boolean[] {false, true}) {
      RecurrentWeights weights = weights(cell);
      RecurrentState initial = state(cell);
      INDArray dropout = Nd4j.create(new double[][] {{2, 0, 2}, {2, 2, 0}});
      INDArray outputGradient = random('c', TIME * BATCH, HIDDEN);
      Options options = options(reverse, initial, mask, dropout);
      DoubleSupplier loss =
          () ->
              run(cell, weights, input, options)
                  .outputs()
                  .mul(outputGradient)
                  .sumNumber()
                  .doubleValue();
      Pass pass = run(cell, weights, input, options).pass();
      RecurrentWeights gradient = weights(cell);
      InputGradient back =
          pass.backward(
              outputGradient, gradient, PortableKernelTest::allocate, PortableKernelTest::allocate);

      assertGradient(loss, weights.input(), gradient.input());
      assertGradient(loss, weights.recurrent(), gradient.recurrent());
      assertGradient(loss, weights.bias(), gradient.bias());
      assertGradient(loss, input, back.input());
      RecurrentState initialGradient = Objects.requireNonNull(back.initial());
      assertGradient(loss, initial.hidden(), initialGradient.hidden());
      if (initial.cell() != null) {
        assertGradient(loss, initial.cell(), initialGradient.cell());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void maskedStepPutsOutZerosAndKeepsTheState(CellType cell) {
    SequenceMask last =
        SequenceMask.of(Nd4j.create(new double[][] {{1, 1, 0}, {1, 1, 0}}), DataType.DOUBLE);
    RecurrentWeights weights = weights(cell);
    Result padded = run(cell, weights, input, options(false, null, last, null));
    INDArray shorter = input.getRows(0, 1, 2, 3).dup('c');
    Result alone = run(cell, weights, shorter, options(false, null, null, null));
    assertThat(padded.outputs().getRows(4, 5).amaxNumber().doubleValue()).isZero();
    assertThat(padded.outputs().getRows(0, 1, 2, 3)).isEqualTo(alone.outputs());
    assertThat(padded.pass().last().hidden()).isEqualTo(alone.pass().last().hidden());
    assertThat(padded.pass().last().cell()).isEqualTo(alone.pass().last().cell());
  }

  @Test
  void gruStepGivesTheNumbersOfItsEquations() {
    RecurrentWeights weights = weights(CellType.GRU);
    INDArray x = random('c', 1, INPUT);
    INDArray h = random('c', 1, HIDDEN);
    Options options = options(false, new RecurrentState(h, null), null, null);
    INDArray output = Nd4j.createUninitialized(DataType.DOUBLE, 1, HIDDEN);
    kernel.forward(CellType.GRU, weights, x, 1, output, options);
    for (int unit = 0; unit < HIDDEN; unit++) {
      double update = sigmoid(product(x, weights, 0, unit) + recurrent(h, weights, 0, unit));
      double reset = sigmoid(product(x, weights, 1, unit) + recurrent(h, weights, 1, unit));
      double carried = recurrent(h, weights, 2, unit) + weights.bias().getDouble(3 * HIDDEN + unit);
      double candidate = Math.tanh(product(x, weights, 2, unit) + reset * carried);
      double expected = update * h.getDouble(0, unit) + (1 - update) * candidate;
      assertThat(output.getDouble(0, unit)).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void passForInferenceHasNoWayBack() {
    RecurrentWeights weights = weights(CellType.RNN);
    Result result = run(CellType.RNN, weights, input, single(null, false));
    assertThatThrownBy(
            () ->
                result
                    .pass()
                    .backward(
                        result.outputs(),
                        weights,
                        PortableKernelTest::allocate,
                        PortableKernelTest::allocate))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void singleStepForInferenceGivesTheNumbersOfTraining(CellType cell) {
    RecurrentWeights random = weights(cell);
    // A bias inside of a longer array, as in a network.
    INDArray flat = floats(Nd4j.concat(0, Nd4j.ones(DataType.DOUBLE, 5), random.bias()));
    RecurrentWeights weights =
        new RecurrentWeights(
            floats(random.input()).dup('f'),
            floats(random.recurrent()).dup('f'),
            flat.get(NDArrayIndex.interval(5, flat.length())));
    INDArray states = floats(random('c', 8, HIDDEN));
    INDArray inputs = floats(random('c', 4, INPUT));
    for (int batch : new int[] {1, 3}) {
      INDArray x = inputs.get(NDArrayIndex.interval(1, 1 + batch), NDArrayIndex.all());
      RecurrentState state =
          new RecurrentState(
              rows(states, 1, batch), cell.hasCell() ? rows(states, 4, batch) : null);
      for (RecurrentState initial : Arrays.asList(null, state)) {
        INDArray single = Nd4j.createUninitialized(DataType.FLOAT, batch, HIDDEN);
        INDArray general = single.ulike();
        Pass fast = kernel.forward(cell, weights, x, batch, single, single(initial, false));
        Pass slow = kernel.forward(cell, weights, x, batch, general, single(initial, true));
        assertThat(fast).isInstanceOf(SingleStep.class);
        assertThat(slow).isInstanceOf(PortablePass.class);
        assertSame(single, general);
        assertSame(fast.last().hidden(), slow.last().hidden());
        assertSame(fast.last().cell(), slow.last().cell());
      }
    }
  }

  private static INDArray floats(INDArray array) {
    return array.castTo(DataType.FLOAT);
  }

  private static INDArray rows(INDArray matrix, int from, int count) {
    return matrix.get(NDArrayIndex.interval(from, from + count), NDArrayIndex.all());
  }

  private Result run(CellType cell, RecurrentWeights weights, INDArray sequences, Options options) {
    INDArray outputs =
        Nd4j.createUninitialized(sequences.dataType(), sequences.size(0), (long) HIDDEN);
    return new Result(kernel.forward(cell, weights, sequences, BATCH, outputs, options), outputs);
  }

  private record Result(Pass pass, INDArray outputs) {}

  private static Options single(@Nullable RecurrentState initial, boolean training) {
    return new Options(
        false,
        initial,
        null,
        null,
        training,
        PortableKernelTest::allocate,
        PortableKernelTest::allocate);
  }

  private static void assertSame(@Nullable INDArray actual, @Nullable INDArray expected) {
    if (actual == null || expected == null) {
      assertThat(actual).isEqualTo(expected);
      return;
    }
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.distance2(expected))
        .isLessThanOrEqualTo(1e-6 * expected.norm2Number().doubleValue());
  }

  private static Options options(
      boolean reverse,
      @Nullable RecurrentState initial,
      @Nullable SequenceMask mask,
      @Nullable INDArray dropout) {
    return new Options(
        reverse,
        initial,
        mask,
        dropout,
        true,
        PortableKernelTest::allocate,
        PortableKernelTest::allocate);
  }

  private static double product(INDArray x, RecurrentWeights weights, int gate, int unit) {
    double sum = weights.bias().getDouble(gate * HIDDEN + unit);
    for (int i = 0; i < INPUT; i++) {
      sum += x.getDouble(0, i) * weights.input().getDouble(i, gate * HIDDEN + unit);
    }
    return sum;
  }

  private static double recurrent(INDArray h, RecurrentWeights weights, int gate, int unit) {
    double sum = 0;
    for (int i = 0; i < HIDDEN; i++) {
      sum += h.getDouble(0, i) * weights.recurrent().getDouble(i, gate * HIDDEN + unit);
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static void assertGradient(
      DoubleSupplier loss, INDArray values, @Nullable INDArray gradient) {
    if (gradient == null) {
      throw new AssertionError("no gradient");
    }
    double step = 1e-5;
    List<Double> numeric = new ArrayList<>();
    List<Double> analytic = new ArrayList<>();
    INDArray flat = values.reshape(values.ordering(), new long[] {values.length()});
    INDArray gradients = gradient.dup(values.ordering());
    gradients = gradients.reshape(values.ordering(), new long[] {values.length()});
    for (int i = 0; i < flat.length(); i++) {
      double value = flat.getDouble(i);
      flat.putScalar(i, value + step);
      double up = loss.getAsDouble();
      flat.putScalar(i, value - step);
      double down = loss.getAsDouble();
      flat.putScalar(i, value);
      numeric.add((up - down) / (2 * step));
      analytic.add(gradients.getDouble(i));
    }
    for (int i = 0; i < numeric.size(); i++) {
      assertThat(analytic.get(i)).isCloseTo(numeric.get(i), within(1e-8));
    }
  }

  private static RecurrentWeights weights(CellType cell) {
    return new RecurrentWeights(
        random('f', INPUT, cell.gates() * HIDDEN),
        random('f', HIDDEN, cell.gates() * HIDDEN),
        Nd4j.randn(DataType.DOUBLE, (long) cell.biases() * HIDDEN));
  }

  private static RecurrentState state(CellType cell) {
    return new RecurrentState(
        random('c', BATCH, HIDDEN), cell.hasCell() ? random('c', BATCH, HIDDEN) : null);
  }

  private static INDArray allocate(DataType type, char order, long... shape) {
    return Nd4j.createUninitialized(type, shape, order);
  }

  private static INDArray random(char order, int rows, int columns) {
    return Nd4j.randn(DataType.DOUBLE, rows, columns).dup(order);
  }
}
