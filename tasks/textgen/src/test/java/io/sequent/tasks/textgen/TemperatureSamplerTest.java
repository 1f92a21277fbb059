package io.sequent.tasks.textgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureSamplerTest {
  private static final double[] LOGITS = {2, 1, 0, -1};
  private static final int DRAWS = 100_000;

  private static double[] softmax(double temperature) {
    double[] weights =
        DoubleStream.of(LOGITS).map(logit -> Math.exp(logit / temperature)).toArray();
    double sum = DoubleStream.of(weights).sum();
    return DoubleStream.of(weights).map(weight -> weight / sum).toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void frequenciesAreThoseOfTheSoftmaxOfLogitsOverTemperature(double temperature) {
    TemperatureSampler sampler = new TemperatureSampler(temperature, 1);
    double[] probabilities = softmax(1);
    int[] counts = new int[LOGITS.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.draw(probabilities)]++;
    }
    double[] expected = softmax(temperature);
    for (int i = 0; i < counts.length; i++) {
      // Five standard deviations of a binomial share, at most 0.5 / sqrt(n) each.
      assertThat(counts[i] / (double) DRAWS).isCloseTo(expected[i], within(2.5 / Math.sqrt(DRAWS)));
    }
  }

  @Test
  void coldestTemperatureTakesTheMostProbable() {
    TemperatureSampler sampler = new TemperatureSampler(0.01, 1);
    for (int i = 0; i < 100; i++) {
      assertThat(sampler.draw(new double[] {0.2, 0.5, 0.3})).isEqualTo(1);
    }
  }

  @Test
  void impossibleIsNeverDrawn() {
    TemperatureSampler sampler = new TemperatureSampler(50, 1);
    for (int i = 0; i < 10_000; i++) {
      assertThat(sampler.draw(new double[] {0, 0.5, 0, 0.5})).isIn(1, 3);
    }
  }

  @Test
  void sameSeedDrawsTheSame() {
    TemperatureSampler one = new TemperatureSampler(1, 7);
    TemperatureSampler two = new TemperatureSampler(1, 7);
    for (int i = 0; i < 100; i++) {
      assertThat(one.draw(softmax(1))).isEqualTo(two.draw(softmax(1)));
    }
  }

  @Test
  void temperatureOfZeroIsRefused() {
    assertThatThrownBy(() -> new TemperatureSampler(0, 1)).hasMessageContaining("0.0");
  }
}
