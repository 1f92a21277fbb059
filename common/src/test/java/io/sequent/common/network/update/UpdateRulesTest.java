package io.sequent.common.network.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import io.sequent.common.network.build.RowAdaBelief;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Against the kernels of libnd4j. */
@ExtendWith(OneThread.class)
class UpdateRulesTest {
  private static final int LENGTH = 37;
  private static final double RELATIVE = 1e-6;

  static Stream<IUpdater> updaters() {
    return Stream.of(
        new Adam(0.01),
        new Adam(0.01, 0.8, 0.95, 1e-3),
        new AMSGrad(0.01),
        new RowAdaBelief(0.01),
        new AdaGrad(0.01),
        new AdaDelta(),
        new RmsProp(0.01),
        new Nesterovs(0.01, 0.9),
        new Sgd(0.01),
        new NoOp());
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void ruleGivesTheNumbersOfDeeplearning4j(IUpdater config) {
    compare(config, 0);
    compare(config, 1);
    compare(config, 5_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-30})
  void learningRatesAtTheEdgeAreTreatedAsDeeplearning4jDoes(double rate) {
    compare(new Adam(rate), 3);
    compare(new AMSGrad(rate), 3);
    compare(new RowAdaBelief(rate), 3);
    compare(new RmsProp(rate), 3);
  }

  @Test
  void updaterNotKnownHasNoRule() {
    GradientUpdater<?> updater = new AdaMax(0.1).instantiate(Nd4j.zeros(1, 2 * LENGTH), true);
    assertThat(UpdateRules.of(updater, 1, 0, 0)).isNull();
  }

  /** One update from moments that three others left. */
  private static void compare(IUpdater config, int iteration) {
    Nd4j.getRandom().setSeed(iteration + 1);
    long size = config.stateSize(LENGTH);
    INDArray state = size == 0 ? Nd4j.empty() : Nd4j.createUninitialized(DataType.FLOAT, size);
    GradientUpdater<?> updater = config.instantiate(size == 0 ? null : state, true);
    for (int i = 0; i < 3; i++) {
      updater.applyUpdater(gradient(), i, 0);
    }
    INDArray gradient = gradient();
    UpdateRule rule = Objects.requireNonNull(UpdateRules.of(updater, 1, iteration, 0));
    float[][] moments =
        rule.moments().stream()
            .map(moment -> moment.ravel().dup().toFloatVector())
            .toArray(float[][]::new);
    float[] parameters = new float[LENGTH];
    float[] halved = gradient.mul(0.5).toFloatVector();
    rule.apply(parameters, halved, moments, LENGTH, 2, 0);

    updater.applyUpdater(gradient, iteration, 0);
    assertClose(parameters, gradient.neg());
    List<INDArray> expected = rule.moments();
    for (int i = 0; i < moments.length; i++) {
      assertClose(moments[i], expected.get(i).ravel());
    }
  }

  /** Each number keeps its sign from one to the next: what cancels out has no digits to compare. */
  private static INDArray gradient() {
    INDArray gradient = Nd4j.rand(DataType.FLOAT, LENGTH).addi(0.01);
    for (int i = 0; i < LENGTH; i += 2) {
      gradient.putScalar(i, -gradient.getFloat(i));
    }
    return gradient;
  }

  private static void assertClose(float[] actual, INDArray expected) {
    for (int i = 0; i < LENGTH; i++) {
      double value = expected.getDouble(i);
      assertThat((double) actual[i])
          .as("number %d", i)
          .isCloseTo(value, within(RELATIVE * Math.abs(value) + 1e-37));
    }
  }
}
