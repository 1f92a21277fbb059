package io.sequent.common.network.transformer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sequent.common.network.build.OneThread;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

@ExtendWith(OneThread.class)
class InvertedDropoutTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
  void dropsItsShareAndKeepsTheMean(double probability) {
    InvertedDropout dropout = new InvertedDropout(probability, 17);
    int rows = 2000;
    float[] factors = new float[101]; // Its last number is alone in its bits.
    double sum = 0;
    int dropped = 0;
    int lastDropped = 0;
    for (int row = 0; row < rows; row++) {
      dropout.factors(row, factors);
      for (float factor : factors) {
        assertThat(factor == 0 || Math.abs(factor * (1 - probability) - 1) < 1e-6).isTrue();
        sum += factor;
        dropped += factor == 0 ? 1 : 0;
      }
      lastDropped += factors[100] == 0 ? 1 : 0;
    }
    assertThat(dropped / (rows * 101.0)).isCloseTo(probability, within(0.005));
    assertThat(lastDropped / (double) rows).isCloseTo(probability, within(0.04));
    assertThat(sum / (rows * 101.0)).isCloseTo(1, within(0.02));
  }

  @Test
  void rowsAndSeedsDiffer() {
    Set<String> drawn = new HashSet<>();
    float[] factors = new float[64];
    for (long seed = 0; seed < 20; seed++) {
      for (int row = 0; row < 20; row++) {
        new InvertedDropout(0.5, seed).factors(row, factors);
        drawn.add(Arrays.toString(factors));
      }
    }
    assertThat(drawn).hasSize(400);
  }

  @Test
  void seedIsThatOfNd4j() {
    assertThat(InvertedDropout.draw(0)).isNull();
    assertThat(firstRow(3)).isEqualTo(firstRow(3)).isNotEqualTo(firstRow(4));
  }

  private static float[] firstRow(long seed) {
    Nd4j.getRandom().setSeed(seed);
    InvertedDropout dropout = requireNonNull(InvertedDropout.draw(0.5));
    float[] factors = new float[64];
    dropout.factors(0, factors);
    return factors;
  }
}
