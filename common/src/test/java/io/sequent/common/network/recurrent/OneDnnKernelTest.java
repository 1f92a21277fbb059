package io.sequent.common.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.sequent.common.network.engine.OneDnn;
import io.sequent.common.network.engine.Precision;
import io.sequent.common.network.layer.SequenceMask;
import io.sequent.common.network.recurrent.RecurrentKernel.InputGradient;
import io.sequent.common.network.recurrent.RecurrentKernel.Options;
import io.sequent.common.network.recurrent.RecurrentKernel.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN against the portable kernel in double precision, to 1e-5 of the numbers' length. */
class OneDnnKernelTest {
  private static final double TOLERANCE = 1e-5;

  /** Of some steps with factors of 8 significant bits. */
  private static final double BFLOAT16_TOLERANCE = 0.03;

  private static final int BATCH = 3;
  private static final int TIME = 5;
  private static final int INPUT = 7;
  private static final int HIDDEN = 20;

  @BeforeAll
  static void onlyWhereItLoads() {
    assumeTrue(OneDnn.available(), () -> OneDnn.problem().orElse(""));
  }

  @BeforeEach
  void sameNumbersEachTime() {
    Nd4j.getRandom().setSeed(11);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Mask {
    NONE,
    END(new double[][] {{1, 1, 1, 1, 1}, {1, 1, 0, 0, 0}, {1, 1, 1, 1, 0}}),
    ALL_SHORTER(new double[][] {{1, 1, 1, 0, 0}, {1, 0, 0, 0, 0}, {1, 1, 1, 0, 0}}),
    MIDDLE(new double[][] {{1, 0, 1, 1, 0}, {1, 1, 0, 1, 1}, {0, 1, 0, 1, 1}}),
    EMPTY_ROW(new double[][] {{1, 1, 1, 1, 0}, {0, 0, 0, 0, 0}, {1, 1, 0, 0, 0}}),
    NOTHING(new double[BATCH][TIME]);

    private final double @Nullable [][] values;

    Mask() {
      values = null;
    }

    Mask(double[][] values) {
      this.values = values;
    }
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (Mask mask : Mask.values()) {
        for (boolean reverse : new boolean[] {false, true}) {
          for (boolean initial : new boolean[] {false, true}) {
            cases.add(Arguments.of(cell, mask, reverse, initial));
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}, mask {1}, reverse {2}, initial state {3}")
  @MethodSource("cases")
  void givesTheNumbersOfThePortableKernel(
      CellType cell, Mask mask, boolean reverse, boolean initial) {
    Problem problem = Problem.random(cell, initial);
    Solution expected =
        problem.solve(new PortableKernel(), DataType.DOUBLE, mask.values, reverse, HIDDEN, true);
    for (int width : new int[] {HIDDEN, 2 * HIDDEN + 3}) {
      Solution actual =
          problem.solve(new OneDnnKernel(false), DataType.FLOAT, mask.values, reverse, width, true);
      actual.assertCloseTo(expected);
    }
    Solution inference =
        problem.solve(new OneDnnKernel(false), DataType.FLOAT, mask.values, reverse, HIDDEN, false);
    assertClose("outputs", inference.outputs, expected.outputs);
    assertClose("last output", inference.hidden, expected.hidden);
    assertClose("last memory", inference.cell, expected.cell);
  }

  @ParameterizedTest(name = "{0}, mask {1}, reverse {2}, initial state {3}")
  @MethodSource("cases")
  void bfloat16GivesNearlyTheSame(CellType cell, Mask mask, boolean reverse, boolean initial) {
    assumeTrue(Precision.BFLOAT16.rounds());
    Problem problem = Problem.random(cell, initial);
    Solution exact =
        problem.solve(new PortableKernel(), DataType.DOUBLE, mask.values, reverse, HIDDEN, true);
    // Rounding switches some rectified units on or off, and with them their gradients.
    double tolerance = cell == CellType.RNN_RELU ? 10 * BFLOAT16_TOLERANCE : BFLOAT16_TOLERANCE;
    OneDnnKernel kernel = new OneDnnKernel(true);
    for (int width : new int[] {HIDDEN, 2 * HIDDEN + 3}) {
      problem
          .solve(kernel, DataType.FLOAT, mask.values, reverse, width, true)
          .assertCloseTo(exact, tolerance);
    }
    problem.spoilOutputs = true;
    problem
        .solve(kernel, DataType.FLOAT, mask.values, reverse, HIDDEN, true)
        .assertCloseTo(exact, tolerance);
    Solution inference = problem.solve(kernel, DataType.FLOAT, mask.values, reverse, HIDDEN, false);
    assertClose("outputs", inference.outputs, exact.outputs, BFLOAT16_TOLERANCE);
    assertClose("last output", inference.hidden, exact.hidden, BFLOAT16_TOLERANCE);
    assertClose("last memory", inference.cell, exact.cell, BFLOAT16_TOLERANCE);
    if (mask != Mask.NOTHING) {
      assertThat(inference.outputs.castTo(DataType.DOUBLE).distance2(exact.outputs))
          .isGreaterThan(1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void backwardPassNeedsNoOutputs(CellType cell) {
    // Layers above may have worked in place on them.
    Problem problem = Problem.random(cell, false);
    Solution expected =
        problem.solve(new PortableKernel(), DataType.DOUBLE, Mask.END.values, false, HIDDEN, true);
    problem.spoilOutputs = true;
    Solution actual =
        problem.solve(
            new OneDnnKernel(false), DataType.FLOAT, Mask.END.values, false, HIDDEN, true);
    assertClose("input gradient", actual.input, expected.input);
    assertClose("recurrent gradient", actual.recurrentWeights, expected.recurrentWeights);
  }

  @ParameterizedTest
  @EnumSource
  void sizesThatNoVectorFitsAreExactToo(CellType cell) {
    for (int[] size : new int[][] {{1, 1, 1, 1}, {1, 9, 3, 5}, {17, 2, 33, 65}, {4, 12, 128, 96}}) {
      Problem problem = Problem.random(cell, true, size[0], size[1], size[2], size[3]);
      Solution expected =
          problem.solve(new PortableKernel(), DataType.DOUBLE, null, false, size[3], true);
      problem
          .solve(new OneDnnKernel(false), DataType.FLOAT, null, false, size[3], true)
          .assertCloseTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneStepOfOneSequenceIsExactInEveryForm(CellType cell) {
    double[][][] masks = {null, {{1}}, {{0}}};
    for (int[] size : new int[][] {{1, 4}, {6, 4}, {1, 9}, {7, 20}}) {
      for (double[][] mask : masks) {
        for (boolean reverse : new boolean[] {false, true}) {
          for (boolean initial : new boolean[] {false, true}) {
            Problem problem = Problem.random(cell, initial, 1, 1, size[0], size[1]);
            Solution expected =
                problem.solve(new PortableKernel(), DataType.DOUBLE, mask, reverse, size[1], true);
            for (int width : new int[] {size[1], 2 * size[1] + 3}) {
              problem
                  .solve(new OneDnnKernel(false), DataType.FLOAT, mask, reverse, width, true)
                  .assertCloseTo(expected);
            }
          }
        }
      }
    }
  }

  /** What a kernel is asked, in doubles. */
  private static final class Problem {
    private final CellType cell;
    private final int batch;
    private final int time;
    private final INDArray input;
    private final INDArray outputGradient;
    private final RecurrentWeights weights;
    private final @Nullable RecurrentState initial;
    boolean spoilOutputs;

    private Problem(CellType cell, boolean initial, int batch, int time, int in, int hidden) {
      this.cell = cell;
      this.batch = batch;
      this.time = time;
      input = Nd4j.randn(DataType.DOUBLE, (long) time * batch, in);
      outputGradient = Nd4j.randn(DataType.DOUBLE, (long) time * batch, hidden);
      double scale = 1 / Math.sqrt(hidden);
      weights =
          new RecurrentWeights(
              Nd4j.randn(DataType.DOUBLE, in, (long) cell.gates() * hidden).muli(scale).dup('f'),
              Nd4j.randn(DataType.DOUBLE, hidden, (long) cell.gates() * hidden)
                  .muli(scale)
                  .dup('f'),
              Nd4j.randn(DataType.DOUBLE, (long) cell.biases() * hidden).muli(scale));
      this.initial =
          initial
              ? new RecurrentState(
                  Nd4j.randn(DataType.DOUBLE, batch, hidden),
                  cell.hasCell() ? Nd4j.randn(DataType.DOUBLE, batch, hidden) : null)
              : null;
    }

    static Problem random(CellType cell, boolean initial) {
      return random(cell, initial, BATCH, TIME, INPUT, HIDDEN);
    }

    static Problem random(
        CellType cell, boolean initial, int batch, int time, int input, int hidden) {
      return new Problem(cell, initial, batch, time, input, hidden);
    }

    /**
     * @param width columns of the matrix whose last ones are the outputs
     */
    Solution solve(
        RecurrentKernel kernel,
        DataType type,
        double @Nullable [][] mask,
        boolean reverse,
        int width,
        boolean training) {
      long hidden = weights.recurrent().size(0);
      RecurrentWeights typed =
          new RecurrentWeights(
              weights.input().castTo(type).dup('f'),
              weights.recurrent().castTo(type).dup('f'),
              weights.bias().castTo(type));
      RecurrentState state =
          initial == null
              ? null
              : new RecurrentState(
                  initial.hidden().castTo(type),
                  initial.cell() == null ? null : initial.cell().castTo(type));
      Options options =
          new Options(
              reverse,
              state,
              mask == null ? null : SequenceMask.of(Nd4j.create(mask), type),
              null,
              training,
              OneDnnKernelTest::allocate,
              OneDnnKernelTest::allocate);
      INDArray wide = allocate(type, 'c', (long) time * batch, width);
      INDArray outputs = wide.get(all(), interval(width - hidden, width));
      Pass pass = kernel.forward(cell, typed, input.castTo(type), batch, outputs, options);
      INDArray seen = outputs.dup('c');
      RecurrentState last = pass.last();
      Solution solution = new Solution(seen, last.hidden(), last.cell());
      if (training) {
        if (spoilOutputs) {
          wide.assign(1e9);
        }
        RecurrentWeights gradient =
            new RecurrentWeights(
                typed.input().ulike().assign(7),
                typed.recurrent().ulike().assign(7),
                typed.bias().ulike().assign(7));
        InputGradient back =
            pass.backward(
                outputGradient.castTo(type),
                gradient,
                OneDnnKernelTest::allocate,
                OneDnnKernelTest::allocate);
        solution.input = back.input();
        solution.inputWeights = gradient.input();
        solution.recurrentWeights = gradient.recurrent();
        solution.bias = gradient.bias();
        if (back.initial() != null) {
          solution.initialHidden = back.initial().hidden();
          solution.initialCell = back.initial().cell();
        }
      }
      return solution;
    }
  }

  private static final class Solution {
    final INDArray outputs;
    final INDArray hidden;
    final @Nullable INDArray cell;
    @Nullable INDArray input;
    @Nullable INDArray inputWeights;
    @Nullable INDArray recurrentWeights;
    @Nullable INDArray bias;
    @Nullable INDArray initialHidden;
    @Nullable INDArray initialCell;

    Solution(INDArray outputs, INDArray hidden, @Nullable INDArray cell) {
      this.outputs = outputs;
      this.hidden = hidden;
      this.cell = cell;
    }

    void assertCloseTo(Solution expected) {
      assertCloseTo(expected, TOLERANCE);
    }

    void assertCloseTo(Solution expected, double tolerance) {
      assertClose("outputs", outputs, expected.outputs, tolerance);
      assertClose("last output", hidden, expected.hidden, tolerance);
      assertClose("last memory", cell, expected.cell, tolerance);
      assertClose("input gradient", input, expected.input, tolerance);
      assertClose("input weights' gradient", inputWeights, expected.inputWeights, tolerance);
      assertClose(
          "recurrent weights' gradient", recurrentWeights, expected.recurrentWeights, tolerance);
      assertClose("bias gradient", bias, expected.bias, tolerance);
      assertClose("initial output's gradient", initialHidden, expected.initialHidden, tolerance);
      assertClose("initial memory's gradient", initialCell, expected.initialCell, tolerance);
    }
  }

  private static void assertClose(
      String what, @Nullable INDArray actual, @Nullable INDArray expected) {
    assertClose(what, actual, expected, TOLERANCE);
  }

  private static void assertClose(
      String what, @Nullable INDArray actual, @Nullable INDArray expected, double tolerance) {
    if (actual == null || expected == null) {
      assertThat(actual).as(what).isEqualTo(expected);
      return;
    }
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    INDArray difference = actual.castTo(DataType.DOUBLE).sub(expected);
    assertThat(difference.norm2Number().doubleValue())
        .as(what)
        .isLessThanOrEqualTo(tolerance * expected.norm2Number().doubleValue());
  }

  /** Filled with what would be found out if it were read before it is written. */
  private static INDArray allocate(DataType type, char order, long... shape) {
    return Nd4j.createUninitialized(type, shape, order).assign(Double.NaN);
  }
}
