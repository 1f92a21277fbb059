package io.sequent.common.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StepProbabilitiesTest {
  private static final float[][][] VALUES = {
    {{0.1f, 0.7f}, {0.9f, 0.3f}}, {{0.5f, 0f}, {0.5f, 1f}},
  };

  @Test
  void rowsAreReadWhateverTheOrderOfTheMemory() {
    INDArray output = Nd4j.create(VALUES);
    for (INDArray each : List.of(output, output.dup('f'))) {
      List<StepProbabilities> rows = StepProbabilities.rows(each);
      assertThat(rows).hasSize(2);
      assertThat(rows.get(0).of(1, 0)).isCloseTo(0.9, within(1e-6));
      assertThat(rows.get(0).best(0)).isEqualTo(1);
      assertThat(rows.get(0).best(1)).isZero();
      assertThat(rows.get(1).of(1, 1)).isEqualTo(1);
    }
  }

  @Test
  void crossEntropyIsInNatsAndFiniteForTheImpossible() {
    List<StepProbabilities> rows = StepProbabilities.rows(Nd4j.create(VALUES));
    assertThat(rows.get(1).nats(0, 0)).isCloseTo(Math.log(2), within(1e-6));
    assertThat(rows.get(1).nats(0, 1)).isFinite().isGreaterThan(20);
  }

  @Test
  void firstOfEquallyProbableClassesIsBest() {
    assertThat(StepProbabilities.rows(Nd4j.create(VALUES)).get(1).best(0)).isZero();
  }
}
