package io.sequent.common.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloatFunctionsTest {
  @Test
  void tanhIsThatOfDoubles() {
    for (float x = -12; x <= 12; x += 1 / 64f) {
      assertThat((double) FloatFunctions.tanh(x)).isCloseTo(Math.tanh(x), within(4e-7));
    }
    assertThat(FloatFunctions.tanh(Float.NaN)).isNaN();
    assertThat(FloatFunctions.tanh(1e-20f)).isEqualTo(1e-20f);
  }

  @Test
  void expIsThatOfDoubles() {
    for (float x = -87; x <= 0; x += 1 / 64f) {
      assertThat(FloatFunctions.exp(x) / Math.exp(x)).isCloseTo(1, within(3e-7));
    }
    assertThat(FloatFunctions.exp(0)).isEqualTo(1);
    assertThat(FloatFunctions.exp(Float.NEGATIVE_INFINITY)).isBetween(0f, 1e-37f);
    assertThat(FloatFunctions.exp(Float.NaN)).isNaN();
  }

  @Test
  void geluAndItsDerivativeAreThoseOfDoubles() {
    for (double x = -12; x <= 12; x += 1 / 16.0) {
      float[] z = {(float) x};
      float[] y = new float[1];
      FloatFunctions.gelu(z, y);
      assertThat((double) y[0]).isCloseTo(gelu(x), within(4e-6));
      assertThat((double) z[0]).isCloseTo((gelu(x + 1e-4) - gelu(x - 1e-4)) / 2e-4, within(8e-6));
    }
  }

  @Test
  void exactGeluAndItsDerivativeAreThoseOfDoubles() {
    for (double x = -14; x <= 14; x += 1 / 16.0) {
      float[] z = {(float) x};
      float[] y = new float[1];
      FloatFunctions.exactGelu(z, y);
      double below = x < 0 ? normalBelow(x) : 1 - normalBelow(-x);
      double density = normal(x);
      assertThat((double) y[0]).isCloseTo(x * below, within(2e-7 * (1 + Math.abs(x))));
      assertThat((double) z[0]).isCloseTo(below + x * density, within(6e-7));
    }
    float[] nothing = {0, Float.NaN};
    float[] y = new float[2];
    FloatFunctions.exactGelu(nothing, y);
    assertThat(y[0]).isZero();
    assertThat(nothing[0]).isEqualTo(0.5f);
    assertThat(y[1]).isNaN();
  }

  private static double normal(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** The normal distribution below a negative number, by Simpson's rule. */
  private static double normalBelow(double x) {
    int steps = 4000;
    double width = 12.0 / steps;
    double sum = normal(x) + normal(x - 12);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * normal(x - i * width);
    }
    return sum * width / 3;
  }

  private static double gelu(double x) {
    return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  @Test
  void sumsTakeInEveryNumber() {
    for (int n = 1; n < 12; n++) {
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = i + 1;
      }
      assertThat(FloatFunctions.sum(values)).isEqualTo(n * (n + 1) / 2f);
      assertThat(FloatFunctions.product(values, values)).isEqualTo(n * (n + 1) * (2 * n + 1) / 6f);
    }
  }
}
